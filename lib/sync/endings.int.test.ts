/** Whatever kills a worker while it ends a run, another one ends it, once. */
import { expect, test } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type { Database, Transaction } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { endedIn, startIn, tinySuite } from '#lib/testing/sync/tiny-engine.ts';
import type { TinyOptions } from '#lib/testing/sync/tiny-pipeline.ts';
import { cancelRun, type RunDetail } from './index.ts';

const suite = tinySuite();

/**
 * Loses the connection at the statement of a transaction that holds `words`, so often; what the
 * transaction did is undone.
 */
function dyingAt(words: string, times: number): Database & { readonly died: () => number } {
  let died = 0;
  const over = (tx: Transaction): Transaction => ({
    ...tx,
    run: (text, params) => {
      if (!text.includes(words) || died >= times) return tx.run(text, params);
      died++;
      throw new FaultError({ kind: 'unavailable', says: 'The database cannot be reached' });
    },
  });
  return {
    ...suite.database,
    died: () => died,
    transaction: (work) => suite.database.transaction((tx) => work(over(tx))),
  };
}

async function runIn(
  dying: Database,
  options: TinyOptions,
  { isDry = false, isCancelled = false }: { isDry?: boolean; isCancelled?: boolean } = {},
  search: Search = openDatabaseSearch(suite.database, 'local'),
): Promise<RunDetail> {
  const world = suite.world(options, { search });
  const { run } = await startIn(world, { isDry });
  if (isCancelled) await cancelRun(world, systemActor('test'), { run, reason: 'test' });
  suite.work({ ...world, database: dying });
  return endedIn(world, run);
}

const pebbles = (): { id: string; colour: string }[] =>
  [1, 2, 3].map((n) => ({ id: `p${String(n)}`, colour: 'red' }));
/** What there is to tell of the end of a run, what began before it left out. */
const eventsTold = async (run: string): Promise<string[]> => {
  const rows = await suite.database.rows<{ event: string }>(
    `select event from notice
     where path = $1 and not is_resolved and event <> 'run-started'`,
    [`/sync/${run}`],
  );
  return rows.map(({ event }) => event);
};

test('a start is told, and that of a dry run as such', async () => {
  const { run } = await runIn(dyingAt('nothing', 0), { pebbles }, { isDry: true });
  const told = await suite.database.rows<{ title: string; severity: string }>(
    `select title, severity from notice where path = $1 and event = 'run-started'`,
    [`/sync/${run.run}`],
  );
  expect(told).toEqual([{ title: `Dry run ${run.run} was started`, severity: 'info' }]);
});

const ending = 'set state = $5, fault = $6::jsonb';
const stages = "when 'running' then $2";

test.each([ending, stages])(
  'a run that has swapped settles when its worker dies at its end (%s)',
  async (words) => {
    const dying = dyingAt(words, 2);
    const { run, events } = await runIn(dying, { pebbles });
    expect([dying.died(), run.state, run.fault]).toEqual([2, 'settled', null]);
    expect(await eventsTold(run.run)).toEqual(['run-settled']);
    expect(run.stages.map((stage) => stage.state)).toEqual(['done', 'done', 'done', 'done']);
    expect(events.filter((event) => event.says.startsWith('The aliases have moved'))).toHaveLength(
      1,
    );
  },
);

test('a dry run that balances settles when its worker dies at its end', async () => {
  const dying = dyingAt(stages, 2);
  const { run } = await runIn(dying, { pebbles }, { isDry: true });
  expect([dying.died(), run.state]).toEqual([2, 'settled']);
  expect(run.stages.at(-1)?.state).toBe('skipped');
});

test('a run whose stage has failed ends failed when its worker dies at its end', async () => {
  const dying = dyingAt(stages, 2);
  const { run } = await runIn(dying, {
    pebbles: () => [{ id: 'p1', colour: 'red', weight: 'heavy' }],
  });
  expect([dying.died(), run.state]).toEqual([2, 'failed']);
  expect(await eventsTold(run.run)).toEqual(['run-failed']);
  expect(run.stages.some((stage) => stage.state === 'running' || stage.state === 'waiting')).toBe(
    false,
  );
});

test('a cancelled run ends cancelled when its worker dies at its end', async () => {
  const dying = dyingAt(stages, 2);
  const { run } = await runIn(dying, { pebbles }, { isCancelled: true });
  expect([dying.died(), run.state]).toEqual([2, 'cancelled']);
});

test('a run whose indexes miss copies settles and says so', async () => {
  const search = openDatabaseSearch(suite.database, 'local');
  const { run, events } = await runIn(
    suite.database,
    { pebbles },
    {},
    {
      ...search,
      settings: async (index, mode) => ({
        ...(await search.settings(index, mode)),
        copies: mode === 'searchable' ? 'missing' : 'complete',
      }),
    },
  );
  expect(run.state).toBe('settled');
  expect(events.filter((event) => event.level === 'warn').map((event) => event.says)).toEqual([
    expect.stringMatching(/^Not all copies of .*assigned yet/),
  ]);
});
