import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase, postgresDatabase } from '#lib/testing/platform/databases.ts';
import { worldOver } from '#lib/testing/sync/sync-world.ts';
import { listRuns } from './list-runs.ts';
import { newestRuns, type RunListRequest, type RunState } from './model.ts';
import { listRunRows } from './store.ts';
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
    expect(await statementsOf(() => listRuns(world, newestRuns(2)))).toBe(2);
    expect(await statementsOf(() => listRuns(world, { ...newestRuns(2), offset: 90 }))).toBe(1);
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
