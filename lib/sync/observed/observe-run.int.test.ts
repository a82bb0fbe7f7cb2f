/** Whole syncs of a stand-in for the existing services, started and followed by the console. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import { FaultError, type Result } from '#lib/kernel/result.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq/broker.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import { embeddedDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import { until } from '#lib/testing/platform/until.ts';
import {
  indexInDatabase,
  indexOver,
  integrationStandIn,
  type StandIn,
  type StandInOptions,
} from '#lib/testing/sync/integration-stand-in.ts';
import { prefixed } from '#lib/testing/sync/prefixed-pipeline.ts';
import { environmentNamed, testPace, worldOver } from '#lib/testing/sync/sync-world.ts';
import { current, runObserver, showRun, startRun, type Run, type RunDetail } from '../index.ts';
import type { SyncWorld } from '../world.ts';

const { AMQP_URL, RABBITMQ_MANAGEMENT_URL, OPENSEARCH13_URL, ELASTICSEARCH7_URL } = process.env;

interface Servers {
  readonly amqp: string | null;
  readonly search: string | null;
}

interface Bench {
  readonly world: SyncWorld;
  readonly service: StandIn;
  start(): Promise<Result<Run>>;
  ended(run: Result<Run>): Promise<RunDetail>;
  /** An observer at work. */
  observe(): { stop(): Promise<void> };
}

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(() => database.close());

const cleaning: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

async function open(
  servers: Servers,
  fails?: StandInOptions['fails'],
  pace: Partial<SyncWorld['pace']> = {},
): Promise<Bench> {
  const environment = { ...environmentNamed(uniqueName('seen')), driver: 'observed' } as const;
  const prefix = `${environment.name}_`;
  const log = createLog('silent', 'test');
  const broker =
    servers.amqp === null
      ? createDatabaseBroker(database, { environment: environment.name, log })
      : createRabbitMq({
          url: servers.amqp,
          log,
          ...(RABBITMQ_MANAGEMENT_URL !== undefined && { managementUrl: RABBITMQ_MANAGEMENT_URL }),
        });
  const search =
    servers.search === null
      ? openDatabaseSearch(database, environment.name)
      : await openOpenSearch({ url: servers.search });
  const index =
    servers.search === null ? indexInDatabase(search, prefix) : indexOver(servers.search, prefix);
  cleaning.push(
    () => broker.close(),
    async () => {
      const [name] = (await search.indexes(`${prefix}*`)).map((one) => one.name);
      if (name !== undefined) await search.swap({ moves: [], removeIndexes: [name] });
      await search.close();
    },
  );
  const service = await integrationStandIn({
    broker,
    index,
    prefix,
    doctors: 40,
    ...(fails !== undefined && { fails }),
  });
  cleaning.push(() => service.close());
  const world = worldOver(database, {
    environment,
    pipelines: [prefixed(current, prefix)],
    brokers: { amqp: broker, sqs: broker },
    search,
    pace: { ...testPace, ...pace },
    trigger: { url: service.url, method: 'GET', headers: {}, timeoutMs: 20_000 },
  });
  // What users had before.
  await index.clear();
  await index.put('1', { tcsPersonId: 1, existsInGmc: true });
  const observe = () => {
    const stopping = new AbortController();
    const working = runObserver(world, stopping.signal);
    return {
      async stop() {
        stopping.abort();
        await working;
      },
    };
  };
  return {
    world,
    service,
    observe() {
      const observer = observe();
      cleaning.push(() => observer.stop());
      return observer;
    },
    start: () =>
      startRun(world, systemActor('test'), {
        environment: environment.name,
        pipeline: 'current',
        reason: 'test',
      }),
    async ended(started) {
      if (!started.ok) throw new FaultError(started.fault);
      return until('the run to end', async () => {
        const shown = await showRun(world, started.value.run);
        return shown.ok && shown.value.run.endedAt !== null ? shown.value : null;
      });
    },
  };
}

const said = ({ events }: RunDetail): string => events.map(({ says }) => says).join('\n');

describe.each([
  { name: 'embedded', isThere: true, servers: { amqp: null, search: null } },
  {
    name: 'RabbitMQ and OpenSearch 1.3 (AMQP_URL, OPENSEARCH13_URL)',
    isThere: AMQP_URL !== undefined && OPENSEARCH13_URL !== undefined,
    servers: { amqp: AMQP_URL ?? null, search: OPENSEARCH13_URL ?? null },
  },
  {
    name: 'RabbitMQ and Elasticsearch 7.10 (AMQP_URL, ELASTICSEARCH7_URL)',
    isThere: AMQP_URL !== undefined && ELASTICSEARCH7_URL !== undefined,
    servers: { amqp: AMQP_URL ?? null, search: ELASTICSEARCH7_URL ?? null },
  },
])('$name', ({ isThere, servers }) => {
  const real = servers.amqp !== null;
  // The management API of RabbitMQ counts up to five seconds late.
  const pace = real
    ? { observeMs: 200, observed: { beginMs: 15_000, quietMs: 12_000, stallMs: 15_000 } }
    : {};

  test.skipIf(!isThere)('a sync is called once and followed to its end', async () => {
    const bench = await open(servers, undefined, pace);
    bench.observe();
    const ended = await bench.ended(await bench.start());
    expect(said(ended)).toContain('The sync has ended, as far as can be seen');
    expect(ended.run).toMatchObject({ state: 'settled', fault: null });
    expect(bench.service.calls()).toBe(1);
    expect(ended.run.stages.map(({ name, state, written }) => [name, state, written])).toEqual([
      ['trainees', 'done', 40],
      ['doctors', 'done', 40],
      ['connection-logs', 'done', 10],
      ['hidden-discrepancies', 'done', 4],
    ]);
    expect(said(ended)).not.toContain('Repair it');
  });

  test.skipIf(!isThere)('a lost answer is resolved by what is seen, and not repeated', async () => {
    const bench = await open(servers, 'answers-late', pace);
    bench.observe();
    const ended = await bench.ended(await bench.start());
    expect(said(ended)).toContain('whether it has started is not known');
    expect(ended.run).toMatchObject({ state: 'settled' });
    expect(bench.service.calls()).toBe(1);
  });
});

const embedded: Servers = { amqp: null, search: null };

test('an alias that was not made is said, to be repaired', async () => {
  const bench = await open(embedded, 'forgets-alias');
  bench.observe();
  const ended = await bench.ended(await bench.start());
  expect(ended.run.state).toBe('settled');
  expect(said(ended)).toMatch(
    /After the sync \w+_discrepancies is missing\. Repair it on Indexes\./,
  );
});

test('a failure after the index was emptied is no end: it stands still', async () => {
  const bench = await open(embedded, 'at-third-alias');
  bench.observe();
  const ended = await bench.ended(await bench.start());
  expect(ended.run.state).toBe('failed');
  expect(ended.run.fault?.says).toContain('The index was emptied, and no record has come since.');
  expect(ended.run.fault?.says).not.toContain('Users keep');
  expect(bench.service.calls()).toBe(1);
});

test('a participant that does not answer leaves it standing still, and named', async () => {
  const bench = await open(embedded, 'after-trainees');
  bench.observe();
  const ended = await bench.ended(await bench.start());
  expect(ended.run.state).toBe('failed');
  expect(ended.run.fault?.says).toContain('“GMC doctors” has not begun');
});

test('a gateway that gives up, and nothing seen: not started, and not called again', async () => {
  const bench = await open(embedded, 'before-anything');
  bench.observe();
  const ended = await bench.ended(await bench.start());
  expect(ended.run.state).toBe('failed');
  expect(ended.run.fault?.says).toContain('nothing seems to have been started');
  expect(bench.service.calls()).toBe(1);
});

test('a refusal starts nothing', async () => {
  const bench = await open(embedded, 'refuses');
  bench.observe();
  const ended = await bench.ended(await bench.start());
  expect(ended.run.state).toBe('failed');
  expect(ended.run.fault?.says).toBe(
    'The Integration service did not start a sync. It answered 403.',
  );
});

test('a second start is told who runs one, and the service is called once', async () => {
  const bench = await open(embedded);
  const first = await bench.start();
  expect(await bench.start()).toMatchObject({ ok: false, fault: { kind: 'conflict' } });
  bench.observe();
  await bench.ended(first);
  expect(bench.service.calls()).toBe(1);
});

test('another process goes on watching, and does not call again', async () => {
  const bench = await open(embedded);
  const first = bench.observe();
  const started = await bench.start();
  await until('the call', () => Promise.resolve(bench.service.calls() === 1));
  await first.stop();
  bench.observe();
  const ended = await bench.ended(started);
  expect(ended.run.state).toBe('settled');
  expect(bench.service.calls()).toBe(1);
});

test('where the index is an alias the old sync would fail, and is not called', async () => {
  const bench = await open(embedded);
  const { search, pipelines } = bench.world;
  const base = pipelines[0]?.indexes[0]?.base ?? '';
  const fields = { key: { type: 'keyword' } } as const;
  await search.create({ name: `${base}_1`, keyField: 'key', fields });
  await search.swap({
    moves: [{ alias: base, from: [], to: `${base}_1`, filter: null }],
    removeIndexes: [base],
  });
  const refused = await bench.start();
  expect(refused).toMatchObject({ ok: false, fault: { kind: 'precondition' } });
  expect(bench.service.calls()).toBe(0);
});
