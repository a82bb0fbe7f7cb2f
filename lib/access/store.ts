import type { Fault } from '#lib/kernel/result.ts';
import type { Queryable, Sql } from '#lib/platform/database/database.ts';
import { jsonOf } from '#lib/platform/database/prisma-client.ts';
import { roles, type Outcome, type Person, type Role } from './model.ts';

export interface PersonRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly mustChangePassword: boolean;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
}

/** SQL and Prisma hand over the same shape. */
export const personColumns = `person.id, person.email, person.name, person.role,
  person.must_change_password as "mustChangePassword", person.disabled_at as "disabledAt",
  person.created_at as "createdAt"`;
const fields = {
  id: true,
  email: true,
  name: true,
  role: true,
  mustChangePassword: true,
  disabledAt: true,
  createdAt: true,
} as const;

/** What is read and written typed; SQL is left where the clock of the database decides. */
type Typed = Pick<Queryable, 'prisma'>;

export function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    // A role that a later version knows and this one does not allows nothing but to look.
    role: roles.find((role) => role === row.role) ?? 'viewer',
    mustChangePassword: row.mustChangePassword,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export interface NewPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string;
}

/** Null: somebody has that email already. */
export async function insertPerson({ prisma }: Typed, person: NewPerson): Promise<Person | null> {
  const [row] = await prisma.person.createManyAndReturn({
    data: [person],
    skipDuplicates: true,
    select: fields,
  });
  return row === undefined ? null : personOf(row);
}

export async function hasPeople({ prisma }: Typed): Promise<boolean> {
  return (await prisma.person.findFirst({ select: { id: true } })) !== null;
}

export async function readPeople({ prisma }: Typed): Promise<Person[]> {
  return (await prisma.person.findMany({ select: fields, orderBy: { email: 'asc' } })).map(
    personOf,
  );
}

/** A person together with the hash of their password, which stays within this feature. */
export interface Account {
  readonly person: Person;
  readonly passwordHash: string;
}

/** Of a disabled person too: what they try is theirs. Null: unknown. */
export async function readAccount({ prisma }: Typed, email: string): Promise<Account | null> {
  const select = { ...fields, passwordHash: true } as const;
  const row = await prisma.person.findUnique({ select, where: { email } });
  return row === null ? null : { person: personOf(row), passwordHash: row.passwordHash };
}

/** By its owner, and only while it is still `oldHash`: no further change is asked for. */
export async function replacePassword(
  { prisma }: Typed,
  email: string,
  oldHash: string,
  newHash: string,
): Promise<boolean> {
  const { count } = await prisma.person.updateMany({
    where: { email, passwordHash: oldHash, disabledAt: null },
    data: { passwordHash: newHash, mustChangePassword: false },
  });
  return count > 0;
}

export async function setRole({ prisma }: Typed, id: string, role: Role): Promise<void> {
  await prisma.person.updateMany({ where: { id }, data: { role } });
}

/** By the database's time; who is disabled already stays so since then. */
export async function setDisabled(sql: Sql, id: string, isDisabled: boolean): Promise<void> {
  const since = isDisabled ? 'coalesce(disabled_at, clock_timestamp())' : 'null';
  await sql.run(`update person set disabled_at = ${since} where id = $1`, [id]);
}

export async function setMadeUpPassword(
  { prisma }: Typed,
  id: string,
  passwordHash: string,
): Promise<void> {
  await prisma.person.updateMany({
    where: { id },
    data: { passwordHash, mustChangePassword: true },
  });
}

/** The ids of those who may manage people; nobody changes them before the transaction ends. */
export async function lockAdmins(sql: Sql): Promise<string[]> {
  const rows = await sql.rows<{ id: string }>(
    "select id from person where role = 'admin' and disabled_at is null order by id for update",
  );
  return rows.map(({ id }) => id);
}

export interface AuditRow {
  readonly actorId: string;
  readonly actor: string;
  readonly actorRole: string;
  readonly action: string;
  readonly target: string;
  readonly environment: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly requestId: string;
  readonly fault: Fault | null;
  readonly address: string | null;
  readonly changed: Changes | null;
  /** Of what may be recorded again because an answer was lost; null: it is not. */
  readonly key: string | null;
}

/** What an attempt was to change, by name: the role given, the pipeline started. */
export type Changes = Readonly<Record<string, string | number | boolean>>;

/** False: a row with this key is there already. */
export async function insertAudit({ prisma }: Typed, row: AuditRow): Promise<boolean> {
  const { fault, changed, ...rest } = row;
  const data = {
    ...rest,
    ...(fault !== null && { fault: jsonOf(fault) }),
    ...(changed !== null && { changed: jsonOf(changed) }),
  };
  const { count } = await prisma.audit.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/** What a person began that reaches beyond the database, as its first row says it. */
export interface BegunAttempt {
  readonly target: string;
  readonly requestId: string;
}

/**
 * The newest attempt of this person at this action, begun up to that moment, of which a `Date` has
 * only the milliseconds; null: none is.
 */
export async function findBegun(
  { prisma }: Typed,
  begun: Pick<AuditRow, 'actor' | 'action' | 'environment'>,
  until: Date,
): Promise<BegunAttempt | null> {
  return prisma.audit.findFirst({
    where: { ...begun, outcome: 'begun', at: { lt: new Date(until.getTime() + 1) } },
    orderBy: { id: 'desc' },
    select: { target: true, requestId: true },
  });
}

/** One of which nobody has said what became of it. */
export interface UnendedAttempt extends BegunAttempt {
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Date;
}

// Longer than what was done is tried to be recorded while the database does not answer.
const endedWithinSeconds = 900;
// What is older was looked at, or is of no use to anybody any more.
const lookedForDays = 7;

/** What people began of this action, so long ago that its process is taken for dead. */
export function listUnended(
  sql: Sql,
  environment: string,
  { action }: { readonly action: string },
): Promise<UnendedAttempt[]> {
  return sql.rows<UnendedAttempt>(
    `select actor, target, reason, at, request_id as "requestId" from audit b
     where environment = $1 and action = $2 and outcome = 'begun'
       and at < clock_timestamp() - make_interval(secs => $3::double precision)
       and at > clock_timestamp() - make_interval(days => $4::integer)
       and not exists (select from audit a where a.environment = $1 and a.action = $2
         and a.request_id = b.request_id and a.id > b.id and a.at >= b.at)
     order by id`,
    [environment, action, endedWithinSeconds, lookedForDays],
  );
}
