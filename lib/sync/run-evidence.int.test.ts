/** What is kept of a run beside its ledger: single records, earlier attempts, why it was ended. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import { FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase, postgresDatabase } from '#lib/testing/platform/databases.ts';
import { pebbles, tinyBench, type TinyBench } from '#lib/testing/sync/tiny-engine.ts';
import { testPace } from '#lib/testing/sync/sync-world.ts';
import type { Pebble } from '#lib/testing/sync/tiny-pipeline.ts';
import {
  cancelRun,
  listRecords,
  recordList,
  showRun,
  type RecordListRequest,
  type Run,
  type RunDetail,
} from './index.ts';

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new FaultError(result.fault);
  return result.value;
}

function evidence(open: () => Promise<Database>): void {
  let database: Database;
  const benches: TinyBench[] = [];
  beforeAll(async () => {
    database = await open();
  });
  afterEach(async () => {
    for (const one of benches.splice(0)) await one.stop();
  });
  afterAll(() => database.close());

  const bench = (...[options, overrides]: TinyArguments): TinyBench => {
    const made = tinyBench(database, options, overrides);
    benches.push(made);
    return made;
  };
  const shown = async (on: TinyBench, run: Run): Promise<RunDetail> =>
    valueOf(await showRun(on.world, run.run));

  const odd = (): Pebble[] => [
    ...pebbles(9),
    ...Array.from({ length: 25 }, (_, n) => ({ id: `q${String(n)}`, colour: 'none' })),
    { id: 'p00000', colour: 'blue' },
  ];
  const request = (changes: Partial<RecordListRequest> = {}): RecordListRequest => ({
    filters: {},
    sort: recordList.usual,
    limit: 20,
    offset: 0,
    ...changes,
  });

  it('lists every single record, by page, stage, kind and words of its reason', async () => {
    const on = bench({ pebbles: odd, withheld: ['w1'] });
    const run = await on.ended(await on.start());
    const listed = async (changes: Partial<RecordListRequest>) =>
      valueOf(await listRecords(on.world, run.run, request(changes)));
    const first = await listed({});
    const second = await listed({ offset: 20 });
    expect([first.total, first.rows.length, second.rows.length]).toEqual([27, 20, 7]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(27);
    const kinds = async (filters: RecordListRequest['filters']) =>
      (await listed({ filters })).rows.map(({ kind, reference }) => `${kind} ${reference}`);
    expect(await kinds({ kind: 'conflict' })).toEqual(['conflict p00000']);
    expect(await kinds({ reason: 'too HEAVY' })).toEqual(['quarantined w1']);
    expect(await kinds({ reason: '%' })).toEqual([]);
    expect(await kinds({ stage: 'reds' })).toEqual([]);
    expect((await listed({ filters: { stage: 'pebbles', reason: 'colourless' } })).total).toBe(25);
    const sorted = await listed({ sort: { column: 'record', direction: 'descending' }, limit: 1 });
    expect(sorted.rows[0]?.reference).toBe('w1');
  });

  it('says that there is no such run', async () => {
    const on = bench({ pebbles: () => [] });
    const missing = await listRecords(on.world, 'elsewhere-1', request());
    expect(missing).toMatchObject({ ok: false, fault: { kind: 'not-found' } });
  });

  it('keeps what an earlier attempt came to and why it failed', async () => {
    let tries = 0;
    const on = bench(
      {
        *pebbles() {
          tries++;
          yield* pebbles(700);
          if (tries === 1) throw new FaultError(refuse('unavailable', 'The quarry is shut').fault);
        },
      },
      { pace: { ...testPace, outageMs: 30_000 } },
    );
    const run = await on.ended(await on.start());
    const { attempts } = await shown(on, run);
    expect(run.state).toBe('settled');
    expect(attempts).toEqual([
      expect.objectContaining({ stage: 'pebbles', attempt: 1, failure: 'The quarry is shut' }),
    ]);
    const [earlier] = attempts;
    const stage = run.stages.find(({ name }) => name === 'pebbles');
    expect(stage).toMatchObject({ attempt: 2, received: 700 });
    expect((earlier?.endedAt ?? '') >= (earlier?.startedAt ?? 'never')).toBe(true);
  });

  it('says who cancelled and why', async () => {
    const on = bench({ pebbles: () => pebbles(9) });
    await on.stop();
    const run = await on.start();
    const actor = { ...systemActor('test'), name: 'Ann' };
    valueOf(await cancelRun(on.world, actor, { run: run.run, reason: 'the wrong day' }));
    on.restart();
    await on.ended(run);
    const { run: ended, events } = await shown(on, run);
    expect(ended).toMatchObject({ cancelledBy: 'Ann', cancelReason: 'the wrong day' });
    expect(events.map(({ says }) => says)).toContain(
      'Ann asked to cancel the run. “the wrong day”',
    );
  });

  it('knows how fast each stage was before, and when records were rejected', async () => {
    const on = bench({ pebbles: () => pebbles(30) });
    await on.ended(await on.start());
    await on.ended(await on.start());
    const third = await on.ended(await on.start());
    const { earlierRates, samples } = await shown(on, third);
    expect(Object.entries(earlierRates).map(([stage, rates]) => [stage, rates.length])).toEqual(
      expect.arrayContaining([
        ['pebbles', 2],
        ['reds', 2],
      ]),
    );
    expect(
      Object.values(earlierRates)
        .flat()
        .every((rate) => rate > 0),
    ).toBe(true);
    expect(samples.every(({ rejected }) => rejected === 0)).toBe(true);

    const refused = bench({ pebbles: () => [{ id: 'p1', colour: 'red', weight: 'heavy' }] });
    const failed = await refused.ended(await refused.start());
    expect((await shown(refused, failed)).samples.at(-1)?.rejected).toBe(1);
  });
}

type TinyArguments =
  | [Parameters<typeof tinyBench>[1]]
  | [Parameters<typeof tinyBench>[1], Parameters<typeof tinyBench>[2]];

describe('what is kept of a run, embedded', () => evidence(embeddedDatabase));

const databaseUrl = process.env['DATABASE_URL'];
describe.skipIf(!databaseUrl)('what is kept of a run, in PostgreSQL (DATABASE_URL)', () =>
  evidence(() => postgresDatabase(databaseUrl ?? '')),
);
