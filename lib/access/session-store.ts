import type { Queryable, Sql } from '#lib/platform/database/database.ts';
import { personColumns, personOf, type Account, type PersonRow } from './store.ts';

/** Whatever is done in between, a session is over after a working day. */
export const sessionHours = 8;
/** A page that is looked at asks for news, and so counts as use; one that is hidden does not. */
export const idleMinutes = 60;
/** Use is written down no more often than this. */
const notedAfterMinutes = 1;

export interface NewSession {
  readonly id: string;
  readonly personId: string;
  readonly role: string;
  readonly passwordMark: string;
}

/** Whoever signs in takes away what has run out, so that nothing else needs to. */
export async function insertSession(sql: Sql, session: NewSession): Promise<void> {
  await sql.run('delete from session where ends_at < clock_timestamp()');
  await sql.run(
    `insert into session (id, person_id, role, password_mark, ends_at)
     values ($1, $2, $3, $4, clock_timestamp() + interval '${sessionHours} hours')`,
    [session.id, session.personId, session.role, session.passwordMark],
  );
}

export interface OpenSession extends Account {
  readonly passwordMark: string;
}

/**
 * By the database's time. Null: unknown, over, unused for too long, or of a person who is disabled
 * or has another role by now.
 */
export async function readSession(sql: Sql, id: string): Promise<OpenSession | null> {
  const [row] = await sql.rows<
    PersonRow & {
      readonly passwordHash: string;
      readonly passwordMark: string;
      readonly isDue: boolean;
    }
  >(
    `select ${personColumns}, person.password_hash as "passwordHash",
       session.password_mark as "passwordMark",
       session.seen_at < clock_timestamp() - interval '${notedAfterMinutes} minutes' as "isDue"
     from session join person on person.id = session.person_id and person.role = session.role
     where session.id = $1 and person.disabled_at is null and session.ends_at > clock_timestamp()
       and session.seen_at > clock_timestamp() - interval '${idleMinutes} minutes'`,
    [id],
  );
  if (row === undefined) return null;
  if (row.isDue)
    await sql.run('update session set seen_at = clock_timestamp() where id = $1', [id]);
  const { passwordHash, passwordMark } = row;
  return { person: personOf(row), passwordHash, passwordMark };
}

type Typed = Pick<Queryable, 'prisma'>;

export async function deleteSession({ prisma }: Typed, id: string): Promise<void> {
  await prisma.session.deleteMany({ where: { id } });
}

export async function deleteSessionsOf({ prisma }: Typed, personId: string): Promise<void> {
  await prisma.session.deleteMany({ where: { personId } });
}
