/** A statement of a run whose answer is lost is sent again, and is recorded once. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { acquireLease, type Lease } from '#lib/platform/database/lease.ts';
import { withPatience } from '#lib/platform/database/with-patience.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { startWorker } from '#lib/testing/sync/sync-world.ts';
import { pebbles, tinyBench } from '#lib/testing/sync/tiny-engine.ts';
import { keepDeadLetters } from './engine/dead-letters-store.ts';
import { recordEnds, recordOrder } from './engine/orders-store.ts';
import { noteRecords } from './engine/records-store.ts';
import { beginStage, endRun, leaseName, saveEvent } from './engine/store.ts';
import { showRun } from './index.ts';

/** Loses the first answer to each call that `isLosing` names; the statement has taken effect. */
function losingAnswers(database: Database, isLosing: (text: string) => boolean) {
  const lost = new WeakSet<object>();
  let losses = 0;
  async function lose<T>(call: object | undefined, answer: Promise<T>): Promise<T> {
    const value = await answer;
    if (call === undefined || lost.has(call)) return value;
    lost.add(call);
    losses++;
    throw new FaultError({ kind: 'unavailable', says: 'the answer was lost' });
  }
  const losing: Database = {
    ...database,
    rows: <T extends object>(text: string, params?: readonly unknown[]) =>
      lose(isLosing(text) ? params : undefined, database.rows<T>(text, params)),
    run: (text, params) => lose(isLosing(text) ? params : undefined, database.run(text, params)),
    transaction: (work) =>
      lose(isLosing('transaction') ? work : undefined, database.transaction(work)),
  };
  return { losing, losses: () => losses };
}

describe.each(databases)('a lost answer, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('of', () => {
    let database: Database;
    const open: { stop(): Promise<void> }[] = [];
    beforeAll(async () => {
      database = await make();
    });
    afterEach(async () => {
      for (const one of open.splice(0).reverse()) await one.stop();
    });
    afterAll(() => database.close());

    test('every statement on the ledger of a whole run changes nothing of it', async () => {
      const found = ['red', 'blue', 'none'].map((colour, n) => ({ id: `p0000${n}`, colour }));
      const bench = tinyBench(database, {
        pebbles: () => [...pebbles(20), ...found],
        withheld: ['a stone'],
      });
      open.push(bench);
      await bench.stop();
      const isOfLedger = (text: string): boolean =>
        /\b(run_event|run_record|run_stage|run_sample|dead_letter)\b/.test(text) &&
        /\b(insert|update)\b/.test(text) &&
        !text.includes('stage_claim');
      let isAtWork = false;
      const { losing, losses } = losingAnswers(database, (text) => isAtWork && isOfLedger(text));
      const worker = startWorker({
        ...bench.world,
        database: losing,
        search: {
          ...bench.world.search,
          // What the worker does before is done again by whoever finds the run.
          create(spec) {
            isAtWork = true;
            return bench.world.search.create(spec);
          },
        },
      });
      open.push(worker);
      const run = await bench.start();
      const ended = await bench.ended(run);
      expect(losses()).toBeGreaterThan(10);
      expect(ended).toMatchObject({ state: 'settled', conflicts: 2, quarantined: 2 });
      expect(ended.stages.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1]);
      const shown = await showRun(bench.world, run.run);
      const { events, records } = shown.ok ? shown.value : { events: [], records: [] };
      const says = events.map((event) => event.says);
      expect(new Set(says).size).toBe(says.length);
      expect(records.map(({ kind, count }) => [kind, count]).toSorted()).toEqual([
        ['conflict', 2],
        ['quarantined', 1],
        ['quarantined', 1],
      ]);
    });

    /** A run that this test drives by hand. */
    async function driven(): Promise<{ runId: string; lease: Lease; patient: Database }> {
      const bench = tinyBench(database, { pebbles: () => [] });
      await bench.stop();
      const { name } = bench.world.environment;
      const lease = await acquireLease(database, leaseName(name), 'a test', 60_000);
      if (lease === null) throw new Error('no lease');
      await bench.start();
      const [row] = await database.rows<{ id: string }>(
        'select id from run where environment = $1',
        [name],
      );
      await database.run('update run set token = $2 where id = $1', [row?.id, lease.token]);
      const { losing } = losingAnswers(database, () => true);
      const patient = withPatience(losing, new AbortController().signal);
      return { runId: row?.id ?? '', lease, patient };
    }

    test('a stage that begins is one attempt', async () => {
      const { runId, lease, patient } = await driven();
      expect(await beginStage(patient, lease, runId, 1)).toBe(1);
      expect(await beginStage(patient, lease, runId, 1)).toBe(2);
    });

    test('an order, and the end markers that answer it, are counted once', async () => {
      const { runId, lease, patient } = await driven();
      expect(await recordOrder(patient, lease, runId, 1, 0)).toBe(1);
      expect(await recordOrder(patient, lease, runId, 1, 0)).toBe(2);
      expect(await recordOrder(patient, lease, runId, 1, 1)).toBe(2);
      await Promise.all([
        recordEnds(patient, lease, runId, 1, 1),
        recordEnds(patient, lease, runId, 1, 0),
      ]);
      expect(await recordOrder(patient, lease, runId, 1, 0)).toBe(2);
    });

    test('an event, a noted record and a dead letter are one', async () => {
      const { runId, lease, patient } = await driven();
      await saveEvent(patient, lease, runId, 'info', 'once');
      const noted = { kind: 'noted', reason: 'odd', reference: '1' } as const;
      await noteRecords(patient, runId, 'pebbles', 1, [noted, noted]);
      const delivery = { queue: 'q', body: '{}', headers: {}, redelivered: false, receipt: '1' };
      const letter = {
        environment: newId(),
        runId,
        stage: 'pebbles',
        channel: 'amqp' as const,
        route: { exchange: 'x', key: 'k', queues: ['q'] },
        delivery,
        reason: 'Not a pebble',
      };
      await keepDeadLetters(patient, [letter]);
      await keepDeadLetters(patient, [letter, letter]);
      const [row] = await database.rows<object>(
        `select (select count(*)::int from run_event where run_id = $1 and says = 'once') as events,
           (select count(*)::int from run_record where run_id = $1) as records,
           (select sum(occurrences)::int from dead_letter where run_id = $1) as letters`,
        [runId],
      );
      expect(row).toEqual({ events: 1, records: 2, letters: 3 });
    });

    test('the end of a run is its end', async () => {
      const { runId, lease, patient } = await driven();
      await endRun(patient, lease, runId, {
        state: 'failed',
        fault: null,
        haveReadersMoved: false,
        unfinished: 'failed',
        level: 'bad',
        says: 'over',
      });
      const events = await database.rows(
        'select says from run_event where run_id = $1 order by id',
        [runId],
      );
      expect(events).toEqual([{ says: 'The run was queued by system.' }, { says: 'over' }]);
    });
  });
});
