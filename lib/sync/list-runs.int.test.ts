import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase, postgresDatabase } from '#lib/testing/platform/databases.ts';
import { environmentNamed, worldOver } from '#lib/testing/sync/sync-world.ts';
import { listRuns } from './list-runs.ts';
import type { RunState } from './model.ts';
import { newestRuns, runList, type RunListRequest, type RunSort } from './run-list.ts';
import { listRunRows } from './list-store.ts';
import { triedAgain } from './waits.ts';
import type { SyncWorld } from './world.ts';

/** Minutes each took, in the order of their numbers; null: it never started. */
const took = [5, null, 20, 5, 1];
const states: readonly RunState[] = ['settled', 'cancelled', 'settled', 'failed', 'settled'];

async function addRuns(database: Database, environment: string): Promise<void> {
  for (const [index, minutes] of took.entries())
    await database.run(
      `insert into run (id, environment, number, pipeline, pipeline_version, state, started_by,
         reason, request_id, as_of, started_at, ended_at)
       values ($1, $2, $3, 'tiny', 1, $4, 'test', '', 'test', '2026-11-21', $5, $6)`,
      [
        newId(),
        environment,
        index + 1,
        states[index],
        minutes === null ? null : '2026-11-21T10:00:00Z',
        `2026-11-21T10:${String(minutes ?? 0).padStart(2, '0')}:00Z`,
      ],
    );
}

interface Told {
  readonly state: RunState;
  readonly dry?: boolean;
  readonly by: string;
  readonly reason: string;
  readonly startedAt: string;
  readonly seconds: number;
  readonly documents: number | null;
  readonly written: number;
  readonly quarantined?: number;
  readonly bad?: number;
  readonly conflicts?: number;
  readonly from?: readonly string[];
}

const told: readonly Told[] = [
  {
    state: 'settled',
    by: 'Ann@example.test',
    reason: 'Weekly',
    startedAt: '2026-06-30T22:59:59Z',
    seconds: 60,
    documents: 100,
    written: 100,
    quarantined: 9,
    from: [],
  },
  {
    state: 'settled',
    by: 'bob@example.test',
    reason: 'weekly, once more',
    startedAt: '2026-06-30T23:00:00Z',
    seconds: 5,
    documents: 120,
    written: 400,
    conflicts: 3,
    from: ['old'],
  },
  {
    state: 'settled',
    dry: true,
    by: 'cy@example.test',
    reason: '',
    startedAt: '2026-10-31T00:00:00Z',
    seconds: 70,
    documents: 110,
    written: 120,
  },
  {
    state: 'failed',
    by: 'ann@example.test',
    reason: 'After 50%_ of it',
    startedAt: '2026-10-31T23:59:59Z',
    seconds: 80,
    documents: null,
    written: 0,
    bad: 2,
  },
  {
    state: 'settled',
    by: 'bob@example.test',
    reason: 'Weekly, 2 of 2',
    startedAt: '2026-11-21T11:00:00Z',
    seconds: 10,
    documents: 90,
    written: 200,
    from: ['old'],
  },
];

async function addTold(database: Database): Promise<void> {
  for (const [index, one] of told.entries()) {
    const id = newId();
    const ended = new Date(Date.parse(one.startedAt) + one.seconds * 1000);
    const moved = one.from !== undefined;
    await database.run(
      `insert into run (id, environment, number, pipeline, pipeline_version, state, is_dry,
         started_by, reason, request_id, as_of, queued_at, started_at, ended_at, documents,
         conflicts, phase, swap)
       values ($1, 'told', $2, 'tiny', 1, $3, $4, $5, $6, 'test', '2026-11-21', $7, $7, $8, $9, $10,
         $11, $12::jsonb)`,
      [
        id,
        index + 1,
        one.state,
        one.dry ?? false,
        one.by,
        one.reason,
        one.startedAt,
        ended,
        one.documents,
        one.conflicts ?? 0,
        moved ? 'moved' : 'building',
        moved
          ? JSON.stringify({ moves: [{ alias: 'a', from: one.from }], removeIndexes: [] })
          : null,
      ],
    );
    await database.run(
      `insert into run_stage (run_id, position, name, state, attempt, written, quarantined,
         withheld, rejected, dead, started_at, ended_at)
       values ($1, 0, 'prepare', 'done', 1, 0, 0, null, 0, 0, $2, $2),
         ($1, 1, 'fill', 'done', 1, $4, $5, null, $6, $6, $2, $3)`,
      [id, one.startedAt, ended, one.written, one.quarantined ?? 0, one.bad ?? 0],
    );
    if (index === 4)
      for (const [second, written] of [
        [1.5, 30],
        [2, 60],
        [2.5, 100],
        [6, 100],
        [10, 200],
      ])
        await database.run(
          `insert into run_sample (run_id, stage, at, written)
           values ($1, 'fill', $2::timestamptz + make_interval(secs => $3), $4)`,
          [id, one.startedAt, second, written],
        );
  }
}

function listing(open: () => Promise<Database>): void {
  let database: Database;
  let world: SyncWorld;
  beforeAll(async () => {
    database = await open();
    world = worldOver(database, { pipelines: [] });
    await addRuns(database, 'local');
    await addRuns(database, 'elsewhere');
  });
  afterAll(async () => {
    await database.close();
  });

  const numbers = async (request: Partial<RunListRequest>) => {
    const listed = await listRuns(world, { ...newestRuns(25), ...request });
    if (!listed.ok) throw new Error(listed.fault.says);
    const { rows, total } = listed.value;
    return { numbers: rows.map(({ number }) => number), total };
  };

  it('gives a page and the number of all', async () => {
    expect(await numbers({})).toEqual({ numbers: [5, 4, 3, 2, 1], total: 5 });
    expect(await numbers({ limit: 2, offset: 2 })).toEqual({ numbers: [3, 2], total: 5 });
    expect(await numbers({ filters: { state: 'settled' }, limit: 1 })).toEqual({
      numbers: [5],
      total: 3,
    });
    expect(await numbers({ filters: { state: 'stalled' } })).toEqual({ numbers: [], total: 0 });
  });

  it('counts exactly beyond the end', async () => {
    for (const offset of [5, 6, 1_000_000])
      expect(await numbers({ offset })).toEqual({ numbers: [], total: 5 });
    expect(await numbers({ filters: { state: 'settled' }, offset: 3 })).toEqual({
      numbers: [],
      total: 3,
    });
  });

  it('sorts both ways, the newest of equal ones first, what never started last', async () => {
    const by = async (
      column: RunListRequest['sort']['column'],
      direction: RunListRequest['sort']['direction'],
    ) => (await numbers({ sort: { column, direction } })).numbers;
    expect(await by('started', 'ascending')).toEqual([1, 2, 3, 4, 5]);
    expect(await by('took', 'descending')).toEqual([3, 4, 1, 5, 2]);
    expect(await by('took', 'ascending')).toEqual([5, 4, 1, 3, 2]);
  });

  it('has every row on one page, in whatever order', async () => {
    const pages = [];
    for (let offset = 0; offset < 5; offset += 2)
      pages.push(
        ...(await numbers({ sort: { column: 'took', direction: 'ascending' }, limit: 2, offset }))
          .numbers,
      );
    expect(pages).toEqual([5, 4, 1, 3, 2]);
  });

  it('is one statement, and one more for the stages of the runs in sight', async () => {
    const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
      const before = database.statements();
      await work();
      return database.statements() - before;
    };
    expect(await statementsOf(() => listRunRows(database, 'local', newestRuns(2)))).toBe(1);
    expect(await statementsOf(() => listRuns(world, newestRuns(2)))).toBe(3);
    expect(await statementsOf(() => listRuns(world, { ...newestRuns(2), offset: 90 }))).toBe(1);
  });

  describe('of runs that differ in everything', () => {
    const told = () => worldOver(database, { ...world, environment: environmentNamed('told') });
    const rowsOf = async (request: Partial<RunListRequest>) => {
      const listed = await listRuns(told(), { ...newestRuns(25), ...request });
      if (!listed.ok) throw new Error(listed.fault.says);
      return listed.value.rows;
    };
    const found = async (filters: RunListRequest['filters']) =>
      (await rowsOf({ filters })).map(({ number }) => number);
    const sorted = async (column: RunSort, direction: 'ascending' | 'descending') =>
      (await rowsOf({ sort: { column, direction } })).map(({ number }) => number);
    beforeAll(() => addTold(database));

    it('finds by outcome, dry, who, words and run, alone and together', async () => {
      expect(await found({ dry: 'yes' })).toEqual([3]);
      expect(await found({ dry: 'no', state: 'settled' })).toEqual([5, 2, 1]);
      expect(await found({ by: 'ANN' })).toEqual([4, 1]);
      expect(await found({ by: '%' })).toEqual([]);
      expect(await found({ text: 'weekly' })).toEqual([5, 2, 1]);
      expect(await found({ text: '50%_' })).toEqual([4]);
      for (const text of ['3', 'run 3', 'told-3', '#3', 'RUN 3'])
        expect(await found({ text })).toEqual([3]);
      expect(await found({ text: 'local-3' })).toEqual([]);
      expect(await found({ text: 'weekly', by: 'ann' })).toEqual([1]);
    });

    it('finds by days of London, both included', async () => {
      // 30 June ends an hour before midnight UTC, 31 October at it.
      expect(await found({ from: '2026-07-01' })).toEqual([5, 4, 3, 2]);
      expect(await found({ to: '2026-06-30' })).toEqual([1]);
      expect(await found({ from: '2026-10-31', to: '2026-10-31' })).toEqual([4, 3]);
      expect(await found({ from: '2026-11-02', to: '2026-11-01' })).toEqual([]);
      expect(await found({ from: '1900-01-01', to: '2899-12-31' })).toHaveLength(5);
    });

    it.each<[RunSort, readonly number[]]>([
      ['run', [5, 4, 3, 2, 1]],
      ['started', [5, 4, 3, 2, 1]],
      ['took', [4, 3, 1, 5, 2]],
      ['outcome', [5, 3, 2, 1, 4]],
      ['by', [3, 5, 2, 4, 1]],
      ['reason', [2, 5, 1, 4, 3]],
      ['documents', [2, 3, 1, 5, 4]],
      ['change', [2, 3, 5, 4, 1]],
      ['written', [2, 5, 3, 1, 4]],
      ['quarantined', [1, 5, 4, 3, 2]],
      ['conflicts', [2, 5, 4, 3, 1]],
      ['rejected', [4, 5, 3, 2, 1]],
      ['dead', [4, 5, 3, 2, 1]],
      ['empty', [1, 5, 4, 2, 3]],
      ['rate', [2, 5, 3, 1, 4]],
    ])('sorts by %s, the largest first, without a value last', async (column, order) => {
      expect(await sorted(column, 'descending')).toEqual(order);
      const ascending = await sorted(column, 'ascending');
      expect([...ascending].sort()).toEqual([1, 2, 3, 4, 5]);
      const isLast = (number: number) => ascending.at(-1) === number && order.at(-1) === number;
      if (['reason', 'documents', 'change', 'empty'].includes(column))
        expect(order.some(isLast)).toBe(true);
    });

    it('sorts by all that it lets sort by', async () => {
      for (const column of runList.sorts)
        for (const direction of ['ascending', 'descending'] as const)
          expect(await sorted(column, direction)).toHaveLength(5);
    });

    it('compares with the settled run before it that was not dry', async () => {
      const beside = await rowsOf({ sort: { column: 'run', direction: 'ascending' } });
      expect(
        beside.map(({ documents, before }) => [documents, before?.run, before?.documents]),
      ).toEqual([
        [100, undefined, undefined],
        [120, 'told-1', 100],
        [110, 'told-2', 120],
        [null, 'told-2', 120],
        [90, 'told-2', 120],
      ]);
    });

    it('says whether pages had something to read', async () => {
      const beside = await rowsOf({ sort: { column: 'run', direction: 'ascending' } });
      expect(beside.map(({ pagesEmpty }) => pagesEmpty)).toEqual([
        'until-swap',
        'none',
        null,
        'none',
        'none',
      ]);
    });

    it('draws the rate of each from its samples, all in one statement', async () => {
      const [fifth, fourth] = await rowsOf({});
      // Ten seconds: a hundred written in the first three, nothing for four, a hundred at the end.
      expect(fifth?.rates).toEqual([0, 60, 40, 0, 0, 0, 0, 0, 0, 100]);
      expect(fourth?.rates).toBeNull();
    });

    it('says what the one at work waits for', async () => {
      await database.run(
        `update run set state = 'running', ended_at = null
         where environment = 'told' and number = 5`,
      );
      await database.run(
        `update run_stage set state = 'running', ended_at = null
         where name = 'fill' and run_id =
           (select id from run where environment = 'told' and number = 5)`,
      );
      const says = `${triedAgain('fill')}The search engine does not answer.`;
      await database.run(
        `insert into run_event (run_id, at, level, says)
         select id, '2026-11-21T11:00:30Z', 'warn', $1 from run
         where environment = 'told' and number = 5`,
        [says],
      );
      expect((await rowsOf({ limit: 2 })).map(({ wait }) => wait?.says)).toEqual([
        'The search engine does not answer.',
        undefined,
      ]);
    });
  });

  it('is as many statements among 20,000 runs, in whatever order', async () => {
    await database.run(
      `insert into run (id, environment, number, pipeline, pipeline_version, state, started_by,
         reason, request_id, as_of, started_at, ended_at, documents)
       select gen_random_uuid(), 'many', n, 'tiny', 1, 'settled', 'ann', 'weekly', 'test',
         '2026-11-21', now() - n * interval '1 hour', now() - n * interval '50 minutes', n % 977
       from generate_series(1, 20000) n`,
    );
    await database.run(
      `insert into run_stage (run_id, position, name, state, written)
       select id, position, 'stage-' || position, 'done', number % 131
       from run, generate_series(0, 4) position where environment = 'many'`,
    );
    const many = worldOver(database, { ...world, environment: environmentNamed('many') });
    for (const column of runList.sorts) {
      const before = database.statements();
      const listed = await listRuns(many, {
        ...newestRuns(25),
        sort: { column, direction: 'descending' },
        filters: { text: 'week', from: '1990-01-01' },
        offset: 12_345,
      });
      expect(database.statements() - before).toBe(3);
      if (!listed.ok) throw new Error(listed.fault.says);
      expect([column, listed.value.total, listed.value.rows.length]).toEqual([column, 20_000, 25]);
    }
  });

  it('gives rows of the table alone', async () => {
    const { rows } = await listRunRows(database, 'local', newestRuns(1));
    expect(Object.keys(rows[0] ?? {}).filter((name) => name.startsWith('page_'))).toEqual([]);
  });
}

describe('the list of runs, embedded', () => listing(embeddedDatabase));

const databaseUrl = process.env['DATABASE_URL'];
describe.skipIf(!databaseUrl)('the list of runs in PostgreSQL (DATABASE_URL)', () =>
  listing(() => postgresDatabase(databaseUrl ?? '')),
);
