/** Servers that keep their connections open and say nothing. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import { londonDate } from '#lib/kernel/clock.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import { createLog } from '#lib/platform/log.ts';
import { catalogueOf, type OutsideService } from '#lib/platform/outside-service.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import { silentProxy, type SilentProxy } from '#lib/testing/platform/silent-proxy.ts';
import { until } from '#lib/testing/platform/until.ts';
import { fillTcs, ownTcsDatabase, type OwnDatabase } from '#lib/testing/sync/population.ts';
import { environmentNamed, testPace, worldOver } from '#lib/testing/sync/sync-world.ts';
import {
  detailIn,
  endedIn,
  pebbles,
  saysOf,
  startIn,
  tinySuite,
} from '#lib/testing/sync/tiny-engine.ts';
import { prefixed } from '#lib/testing/sync/prefixed-pipeline.ts';
import {
  cancelRun,
  closeSources,
  documented,
  openSources,
  startReadiness,
  waitOf,
} from './index.ts';
import { viewQueues } from './queues.ts';

const suite = tinySuite();
const quick = { ...testPace, silenceMs: 200 };

const service = (
  id: string,
  name: string,
  adapter: string,
  check: () => Promise<unknown>,
): OutsideService => ({
  id,
  name,
  adapter,
  environment: null,
  isReal: true,
  check,
  timeLimitMs: 300,
});

test('are named on the run long before the limit of what was asked of them', async () => {
  let isSilent = false;
  const search = service('search', 'Search', 'OpenSearch', () =>
    isSilent ? new Promise(() => undefined) : Promise.resolve(),
  );
  const says = 'Stage “Pebbles” waits. Nothing moves. Search (OpenSearch) does not answer.';
  const isSaid = async () => saysOf(await detailIn(on.world, `${on.world.environment.name}-1`));
  const on = suite.bench(
    {
      async *pebbles() {
        isSilent = true;
        await until('it to be said', async () => (await isSaid()).includes(says));
        expect(waitOf(await detailIn(on.world, `${on.world.environment.name}-1`))).toMatchObject({
          stage: 'pebbles',
          says: 'Nothing moves. Search (OpenSearch) does not answer.',
        });
        isSilent = false;
        yield* pebbles(20);
      },
    },
    { pace: quick, catalogue: catalogueOf([search], () => new Date()) },
  );
  const run = await on.ended(await on.start());
  expect(run).toMatchObject({ state: 'settled', fault: null });
  expect((await on.eventsOf(run)).filter((one) => one === says)).toHaveLength(1);
});

test('a participant from which nothing comes is named, where every server answers', async () => {
  const says = 'Stage “Pebbles” waits. Nothing comes from “quarry”. Every server that the stage';
  const on = suite.bench(
    {
      async *pebbles() {
        await until('it to be said', async () => {
          const detail = await detailIn(on.world, `${on.world.environment.name}-1`);
          return saysOf(detail).some((one) => one.startsWith(says));
        });
        yield* pebbles(20);
      },
    },
    { pace: quick },
  );
  expect(await on.ended(await on.start())).toMatchObject({ state: 'settled' });
});

test('a participant is not named where what it has sent is not written', async () => {
  const says = 'Stage “Pebbles” waits. What has come is not written yet. Every server';
  const search = openDatabaseSearch(suite.database, 'local');
  const isSaid = async () =>
    saysOf(await detailIn(on.world, `${on.world.environment.name}-1`)).some((one) =>
      one.startsWith(says),
    );
  let isHeld = false;
  const on = suite.bench(
    { pebbles: () => pebbles(20) },
    {
      pace: quick,
      search: {
        ...search,
        async bulk(index, writes) {
          if (!isHeld) {
            isHeld = true;
            await until('it to be said', isSaid);
          }
          return search.bulk(index, writes);
        },
      },
    },
  );
  expect(await on.ended(await on.start())).toMatchObject({ state: 'settled' });
});

test('the depths of queues are waited for shortly, and are not known until they come', async () => {
  const log = createLog('silent', 'test');
  const broker = createDatabaseBroker(suite.database, { environment: 'local', log });
  suite.stopAfter({ stop: () => broker.close() });
  const frozen = { ...broker, depth: () => new Promise<never>(() => undefined) };
  const { world } = suite.bench({ pebbles: () => [] }, { brokers: { amqp: frozen, sqs: frozen } });
  const [pipeline] = world.pipelines;
  if (pipeline === undefined) throw new Error('there is a pipeline');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const viewing = viewQueues(world, pipeline);
    await vi.advanceTimersByTimeAsync(1_000);
    const views = await viewing;
    expect(views.length).toBeGreaterThan(1);
    for (const view of views) expect(view).toMatchObject({ ready: null, asOf: null });
  } finally {
    vi.useRealTimers();
  }
});

test('whether a sync can start is said soon, with what is not known of a server', async () => {
  const search = service('search', 'Search', 'OpenSearch', () => new Promise(() => undefined));
  const plain = catalogueOf([search], () => new Date());
  const waited: number[] = [];
  const catalogue = {
    ...plain,
    latest: (ids: ReadonlySet<string>, withinMs: number) => {
      waited.push(withinMs);
      return plain.latest(ids, 0);
    },
  };
  expect(await startReadiness(suite.world({ pebbles: () => [] }, { catalogue }))).toMatchObject({
    ok: true,
    value: { services: [{ service: 'Search (OpenSearch)', state: 'not-known' }] },
  });
  expect(waited).toHaveLength(1);
  expect(waited[0]).toBeLessThanOrEqual(1_000);
});

const tcsUrl = process.env['TCS_DATABASE_URL'];

describe.skipIf(tcsUrl === undefined)('the database of TCS (TCS_DATABASE_URL)', () => {
  const population = { trainees: 5_000, seed: 7 };
  let own: OwnDatabase;
  let proxy: SilentProxy;
  beforeAll(async () => {
    own = await ownTcsDatabase(tcsUrl ?? '', uniqueName('silent'));
    await fillTcs(own.url, population, londonDate(new Date()));
    proxy = await silentProxy(own.url);
  });
  afterAll(async () => {
    await proxy.close();
    await own.drop();
  });

  test('that falls silent while it is read is named, and the run can be cancelled', async () => {
    const sources = openSources({ tcsDatabaseUrl: proxy.url, synthetic: population });
    const { tcs } = sources;
    const environment = environmentNamed(uniqueName('silent'));
    const world = worldOver(suite.database, {
      environment,
      pace: quick,
      pipelines: [prefixed(documented('reval.exchange'), `${environment.name}_`)],
      catalogue: catalogueOf(
        [service('tcs', 'Trainees', 'TCS database', () => tcs.ping())],
        () => new Date(),
      ),
      sources: {
        ...sources,
        tcs: {
          ...tcs,
          async *people(asOf) {
            for await (const page of tcs.people(asOf)) {
              yield page;
              proxy.fallSilent();
            }
          },
        },
      },
    });
    suite.work(world);
    suite.stopAfter({ stop: () => closeSources(sources) });
    // What was asked of it would end at its limit only, after two minutes.
    suite.stopAfter({ stop: () => proxy.close() });
    const { run } = await startIn(world);
    await until('it to be named', async () => {
      const wait = waitOf(await detailIn(world, run));
      return wait?.says === 'Nothing moves. Trainees (TCS database) does not answer.';
    });
    await cancelRun(world, systemActor('test'), { run, reason: 'test' });
    expect((await endedIn(world, run)).run.state).toBe('cancelled');
  });
});
