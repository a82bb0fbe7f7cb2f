/** A worker that was frozen inside a bulk write and wakes up after the swap changes nothing. */
import { expect, test } from 'vitest';
import { FaultError, type FaultKind } from '#lib/kernel/result.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { faultKindOf } from '#lib/testing/platform/search-suite.ts';
import { until } from '#lib/testing/platform/until.ts';
import { startWorker } from '#lib/testing/sync/sync-world.ts';
import { pebbles, tinySuite, type TinyBench } from '#lib/testing/sync/tiny-engine.ts';
import type { SyncWorld } from './world.ts';

const suite = tinySuite();

interface Freezing {
  readonly world: SyncWorld;
  isFrozen(): boolean;
  /** Lets the bulk go on, and says what became of it. */
  wake(): Promise<FaultKind | 'none'>;
}

/**
 * A worker that freezes inside its first bulk into `target`: until it wakes up it neither renews
 * its lease nor sends, and its database knows nothing of it.
 */
function freezingIn(target: string, { world }: TinyBench): Freezing {
  let isFrozen = false;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let mark: (kind: FaultKind | 'none') => void = () => undefined;
  const outcome = new Promise<FaultKind | 'none'>((resolve) => (mark = resolve));
  const orFrozen = <T>(work: () => Promise<T>): Promise<T> =>
    isFrozen ? Promise.reject(new FaultError({ kind: 'unavailable', says: 'frozen' })) : work();
  const frozen: Database = {
    ...suite.database,
    rows: (text, params) => orFrozen(() => suite.database.rows(text, params)),
    run: (text, params) => orFrozen(() => suite.database.run(text, params)),
    transaction: (work) => orFrozen(() => suite.database.transaction(work)),
  };
  const { name } = world.environment;
  const broker = createDatabaseBroker(frozen, {
    environment: name,
    log: world.log,
    claimTtlMs: 1_000,
  });
  const search: Search = {
    ...openDatabaseSearch(suite.database, name),
    async bulk(index, writes) {
      if (isFrozen || !index.startsWith(`${target}_`)) return world.search.bulk(index, writes);
      isFrozen = true;
      await released;
      const writing = world.search.bulk(index, writes);
      void faultKindOf(writing).then(mark);
      return writing;
    },
  };
  return {
    world: {
      ...world,
      database: frozen,
      brokers: { amqp: broker, sqs: broker },
      search,
      holder: `${world.holder}-frozen`,
    },
    isFrozen: () => isFrozen,
    wake() {
      release();
      return outcome;
    },
  };
}

test.each(['pebbles', 'reds'])(
  'a bulk into %s that ends after the swap fails, and a live edit stays',
  async (target) => {
    const bench = suite.bench({ pebbles: () => pebbles(30) });
    await bench.stop();
    const { world, own } = bench;
    const freezing = freezingIn(own(target), bench);
    const worker = startWorker(freezing.world);
    const run = await bench.start();
    await until('the worker to freeze', () => Promise.resolve(freezing.isFrozen()));
    bench.restart();
    const ended = await bench.ended(run);
    expect(ended.state).toBe('settled');

    // A service edits the document that readers see, and adds a field of its own.
    const id = 'p00000';
    const edit = { key: id, colour: 'red', weight: 7, updatedBy: 'a service' };
    const [table] = await suite.database.rows<{ number: number }>(
      `select number from search_index where environment = $1 and name = $2`,
      [world.environment.name, ended.generations[own(target)]],
    );
    const documents = `search_document_${String(table?.number)}`;
    await suite.database.run(
      `update ${documents} set source = $1::jsonb, version = version + 1
      where id = '${id}'`,
      [JSON.stringify(edit)],
    );

    expect(await freezing.wake()).toBe('precondition');
    const [found] = await world.search.get(own(target), [id]);
    expect(found?.source).toEqual(edit);
    expect(await world.search.count(own(target))).toBe(target === 'reds' ? 10 : 30);
    await worker.stop();
  },
);
