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

export const actions = ['read', 'sync.start', 'sync.cancel', 'people.manage', 'access.sign-in'] as const;
export type Action = (typeof actions)[number];
