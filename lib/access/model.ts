import { done, refuse, type Result } from '#lib/kernel/result.ts';

/** Who acts and what is allowed. In order: each role may what the ones before it may. */
export const roles = ['viewer', 'support', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/**
 * Whoever makes an attempt. `name` is what lists and audit rows show: an email, or
 * `system`.
 */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly requestId: string;
  /** Where the request came from, as far as that is known. */
  readonly address?: string;
  /** The password was made for them by another person, and opens nothing but a change of it. */
  readonly mustChangePassword?: boolean;
}

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

/** `begun`: of what reaches beyond the database; another row of the same request says the rest. */
export type Outcome = 'begun' | 'done' | 'denied' | 'failed';

/** What is acted on; null: the console itself, as with people and roles. */
export type ActedOn = { readonly name: string; readonly isProduction: boolean } | null;

/** Declared by the feature that owns the action, in its `permissions.ts`. */
export interface Permission {
  /** As in the audit: `sync.start`. */
  readonly action: string;
  /** The least role that may; every role after it in `roles` may too. */
  readonly from: Role;
  /** The action in words, as the end of "Only … may". */
  readonly says: string;
  /** Changes what users see, so production requires a reason. */
  readonly requiresReasonInProduction?: true;
  /** What a person may whose password was made for them. */
  readonly needsNoOwnPassword?: true;
}

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

export const rolesWith = ({ from }: Permission): readonly Role[] =>
  roles.slice(roles.indexOf(from));

/** Whether this actor may go on at all. Commands ask `may`; reads ask this. */
export function hasOwnPassword({
  mustChangePassword,
}: Pick<Actor, 'mustChangePassword'>): Result<void> {
  if (mustChangePassword !== true) return done(undefined);
  const says = 'Choose a password of your own first: yours was made for you. Nothing was done.';
  return refuse('forbidden', says);
}

/**
 * Pure, so that a screen can say beforehand why a button is disabled; the command checks again. The
 * fault of a refusal names the environment that was not to be acted on.
 */
export function may(
  actor: Pick<Actor, 'role' | 'mustChangePassword'>,
  permission: Permission,
  environment: ActedOn,
): Result<void> {
  const own = permission.needsNoOwnPassword === true ? done(undefined) : hasOwnPassword(actor);
  if (!own.ok) return own;
  const allowed = rolesWith(permission);
  if (allowed.includes(actor.role)) return done(undefined);
  return refuse(
    'forbidden',
    `Only ${inWords(allowed)} may ${permission.says}. Your role is ${actor.role}.`,
    environment === null ? {} : { environment: environment.name },
  );
}

export function requiresReason(permission: Permission, environment: ActedOn): boolean {
  return environment?.isProduction === true && permission.requiresReasonInProduction === true;
}
