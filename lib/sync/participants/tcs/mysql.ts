/** TCS's own database, read only (`docs/sync-contract.md` 3.1.1). */
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { oneAhead } from '../ahead.ts';
import { inPlainWords, sourceAway } from '../source-away.ts';
import {
  countWithinMs,
  type Day,
  type TcsMembership,
  type TcsPerson,
  type TcsPlacement,
  type TcsSource,
} from '../sources.ts';

const unreadable = 'The trainee database (TCS) cannot be read';
/**
 * People a page: enough to make the three questions of a page cheap, little enough to be held
 * twice.
 */
const peopleAPage = 2_000;
const defaultRespondWithinMs = 120_000;
const pingWithinMs = 5_000;

/** Text beyond the whole numbers that JavaScript keeps exactly. */
type Id = number | string;

interface PersonRow extends RowDataPacket {
  readonly id: Id;
  readonly forenames: string | null;
  readonly surname: string | null;
  readonly role: string | null;
  readonly gmcDetailsId: number | null;
  readonly gmcNumber: string | null;
}

interface MembershipRow extends RowDataPacket {
  readonly personId: Id;
  readonly uuid: string;
  readonly programmeName: string | null;
  readonly owner: string | null;
  readonly type: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly curriculumEnd: string | null;
}

interface PlacementRow extends RowDataPacket {
  readonly traineeId: Id;
  readonly gradeId: number | null;
  readonly dateFrom: string | null;
  readonly dateTo: string | null;
}

const peopleAfter = `select c.id, c.forenames, c.surname, p.role, g.id gmcDetailsId, g.gmcNumber
  from ContactDetails c left join GmcDetails g on g.id = c.id left join Person p on p.id = c.id
  where ? is null or c.id > cast(? as signed) order by c.id limit ${peopleAPage}`;

const membershipsBetween = `select m.personId, m.uuid, r.programmeName, r.owner,
  m.programmeMembershipType type,
    m.programmeStartDate startDate, m.programmeEndDate endDate,
    (select max(k.curriculumEndDate) from CurriculumMembership k
    where k.programmeMembershipUuid = m.uuid) curriculumEnd
  from ProgrammeMembership m left join Programme r on r.id = m.programmeId
  where m.personId between cast(? as signed) and cast(? as signed)`;

const placementsBetween = `select traineeId, gradeId, dateFrom, dateTo from Placement
  where traineeId between cast(? as signed) and cast(? as signed)`;

/** The rules of `extract.ts`; MariaDB reads the hint as a comment. */
const countOfTrainees = `select /*+ MAX_EXECUTION_TIME(${countWithinMs}) */ count(*) trainees
  from ContactDetails c join GmcDetails g on g.id = c.id left join Person p on p.id = c.id
  where g.gmcNumber regexp ?
    and (p.role is null or (lower(p.role) not like ? and lower(p.role) not like ?))`;
const usableNumber = '^[ \\t\\r\\n]*[0-9]{7}[ \\t\\r\\n]*$';

interface CountRow extends RowDataPacket {
  readonly trainees: Id;
}

/** A date or date-time as text; MySQL's zero date is no day. */
function dayOf(stored: string | null): Day | null {
  return stored === null || stored.startsWith('0000') ? null : stored.slice(0, 10);
}

const membershipOf = (row: MembershipRow): TcsMembership => ({
  uuid: row.uuid,
  programmeName: row.programmeName,
  programmeOwner: row.owner,
  type: row.type,
  start: dayOf(row.startDate),
  end: dayOf(row.endDate),
  curriculumEnd: dayOf(row.curriculumEnd),
});

const placementOf = (row: PlacementRow): TcsPlacement => ({
  gradeId: row.gradeId,
  from: dayOf(row.dateFrom),
  to: dayOf(row.dateTo),
});

function groupBy<R, T>(rows: readonly R[], key: (row: R) => Id, make: (row: R) => T): Map<Id, T[]> {
  const groups = new Map<Id, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [make(row)]);
    else group.push(make(row));
  }
  return groups;
}

interface SourceContext {
  readonly connection: Connection;
  /** No response for so long: the connection is lost. */
  readonly respondWithinMs: number;
}

async function open(url: string, respondWithinMs: number): Promise<SourceContext> {
  const connection = await createConnection({
    uri: url,
    dateStrings: true,
    supportBigNumbers: true,
    charset: 'utf8mb4',
    connectTimeout: Math.min(10_000, respondWithinMs),
    enableKeepAlive: true,
  });
  // A connection lost between two questions is reported by the next one.
  connection.on('error', () => undefined);
  return { connection, respondWithinMs: respondWithinMs };
}

async function query<R extends RowDataPacket>(
  { connection, respondWithinMs: respondWithinMs }: SourceContext,
  sql: string,
  values: readonly (Id | string | null)[] = [],
): Promise<R[]> {
  const [rows] = await connection.query<R[]>({
    sql,
    values: [...values],
    timeout: respondWithinMs,
  });
  return rows;
}

async function* pagesOf(context: SourceContext): AsyncGenerator<readonly TcsPerson[]> {
  let last: Id | null = null;
  for (;;) {
    const people: PersonRow[] = await query<PersonRow>(context, peopleAfter, [last, last]);
    const [first, final] = [people[0], people.at(-1)];
    if (first === undefined || final === undefined) return;
    const range = [first.id, final.id];
    const [membershipRows, placementRows] = await Promise.all([
      query<MembershipRow>(context, membershipsBetween, range),
      query<PlacementRow>(context, placementsBetween, range),
    ]);
    const memberships = groupBy(membershipRows, (row) => row.personId, membershipOf);
    const placements = groupBy(placementRows, (row) => row.traineeId, placementOf);
    yield people.map((row) => ({
      id: row.id,
      forenames: row.forenames,
      surname: row.surname,
      role: row.role,
      hasGmcDetails: row.gmcDetailsId !== null,
      gmcNumber: row.gmcNumber,
      memberships: memberships.get(row.id) ?? [],
      placements: placements.get(row.id) ?? [],
    }));
    last = final.id;
    if (people.length < peopleAPage) return;
  }
}

/**
 * One connection for the whole walk: its read-only transaction shows every page the same moment of
 * the database.
 */
async function* snapshot(
  url: string,
  respondWithinMs: number,
): AsyncGenerator<readonly TcsPerson[]> {
  const context = await open(url, respondWithinMs);
  try {
    await query(context, 'set session transaction isolation level repeatable read');
    await query(context, 'start transaction with consistent snapshot, read only');
    yield* oneAhead(pagesOf(context));
  } finally {
    context.connection.destroy();
  }
}

/** `url`: `mysql://…/database`; an account that may only read is enough. */
export function tcsMysql(url: string, respondWithinMs = defaultRespondWithinMs): TcsSource {
  return {
    isSynthetic: false,
    async countTrainees() {
      try {
        const context = await open(url, Math.min(countWithinMs, respondWithinMs));
        const [row] = await query<CountRow>(context, countOfTrainees, [
          usableNumber,
          '%dummy%',
          '%placeholder%',
        ]).finally(() => {
          context.connection.destroy();
        });
        return Number(row?.trainees);
      } catch (error) {
        throw sourceAway(unreadable, error);
      }
    },
    people: () => inPlainWords(unreadable, snapshot(url, respondWithinMs)),
    async ping() {
      try {
        const context = await open(url, Math.min(pingWithinMs, respondWithinMs));
        await query(context, 'select 1').finally(() => {
          context.connection.destroy();
        });
      } catch (error) {
        throw sourceAway(unreadable, error);
      }
    },
    close: () => Promise.resolve(),
  };
}
