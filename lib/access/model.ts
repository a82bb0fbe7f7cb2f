import { done, refuse, type Result } from '#lib/kernel/result.ts';

/** Who asks and what is allowed (`product.md`, Roles). */
export const roles = ['viewer', 'support', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/**
 * Whoever stands behind an attempt. `name` is what lists and audit rows show: an email, or
 * `system`.
 */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly requestId: string;
}

export const actions = [
  'read',
  'access.sign-in',
  'access.change-password',
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

interface Rule {
  readonly roles: readonly Role[];
  /** The action in words, as the end of "Only … may". */
  readonly says: string;
  /** Changes what users see, so production wants to know why. */
  readonly wantsReasonInProduction?: true;
}

const everybody = ['viewer', 'support', 'operator', 'admin'] as const;
const publishers = ['support', 'operator', 'admin'] as const;
const operators = ['operator', 'admin'] as const;
const admins = ['admin'] as const;

/** The role table of `product.md`, one line an action. */
const rules: Readonly<Record<Action, Rule>> = {
  read: { roles: everybody, says: 'read this' },
  'access.sign-in': { roles: everybody, says: 'sign in' },
  'access.change-password': { roles: everybody, says: 'change their password' },
  'status.publish': { roles: publishers, says: 'publish incidents and maintenance' },
  'downstream.acknowledge': { roles: publishers, says: 'acknowledge a missed run' },
  'sync.start': { roles: operators, says: 'start a sync', wantsReasonInProduction: true },
  'sync.cancel': { roles: operators, says: 'cancel a sync', wantsReasonInProduction: true },
  'sync.resume': { roles: operators, says: 'resume a sync', wantsReasonInProduction: true },
  'sync.approve': { roles: operators, says: 'approve a sync', wantsReasonInProduction: true },
  'sync.rollback': { roles: operators, says: 'roll a sync back', wantsReasonInProduction: true },
  'sync.redrive': { roles: operators, says: 'redrive dead letters', wantsReasonInProduction: true },
  'sync.override': {
    roles: admins,
    says: 'override a blocked gate',
    wantsReasonInProduction: true,
  },
  'indexes.repair': { roles: operators, says: 'repair an alias', wantsReasonInProduction: true },
  'doctors.unmask': { roles: operators, says: 'unmask a doctor', wantsReasonInProduction: true },
  'inventory.change': { roles: operators, says: 'change the inventory' },
  'people.manage': { roles: admins, says: 'manage people and roles' },
  'environments.manage': { roles: admins, says: 'manage environments' },
};

const named: Readonly<Record<Role, string>> = {
  viewer: 'viewers',
  support: 'support staff',
  operator: 'operators',
  admin: 'admins',
};

function inWords(allowed: readonly Role[]): string {
  const names = allowed.map((role) => named[role]);
  const last = names.at(-1) ?? 'nobody';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

/** Pure, so that a screen can say beforehand why a button is disabled; the verb asks again. */
export function may(actor: Pick<Actor, 'role'>, action: Action): Result<void> {
  const rule = rules[action];
  if (rule.roles.includes(actor.role)) return done(undefined);
  return refuse(
    'forbidden',
    `Only ${inWords(rule.roles)} may ${rule.says}. Your role is ${actor.role}.`,
  );
}

export function wantsReason(action: Action, isProduction: boolean): boolean {
  return isProduction && rules[action].wantsReasonInProduction === true;
}
