/** Who asks and what is allowed (`product.md`, Roles). */
export const roles = ['viewer', 'support', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Whoever stands behind an attempt. `name` is what lists and audit rows show: an email, or `system`. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly requestId: string;
}

export const actions = [
  'read',
  'access.sign-in',
  'status.publish',
  'downstream.acknowledge',
  'sync.start',
  'sync.cancel',
  'sync.resume',
  'sync.approve',
  'sync.rollback',
  'sync.redrive',
  'sync.override',
  'indexes.repair',
  'doctors.unmask',
  'inventory.change',
  'people.manage',
  'environments.manage',
] as const;
export type Action = (typeof actions)[number];

/** A person as lists show them. Times are ISO 8601 UTC. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly mustChangePassword: boolean;
  readonly disabledAt: string | null;
  readonly createdAt: string;
}

export type Outcome = 'done' | 'denied' | 'failed';
