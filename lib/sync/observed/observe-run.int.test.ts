/** Whole syncs of a stand-in for the existing services, started and followed by the console. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, type Actor } from '#lib/access/index.ts';
import { checkContract, getIndexOverview, repairAliases } from '#lib/indexes/index.ts';
import { systemClock, type Clock } from '#lib/kernel/clock.ts';
import { FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq/broker.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Console } from '#lib/processes/terminal/console-client.ts';
import { showSync, startSync } from '#lib/processes/terminal/sync-commands.ts';
import { silentConsole } from '#lib/processes/terminal/testing.ts';
import { databaseWithClock } from '#lib/testing/platform/database-with-clock.ts';
import { embeddedDatabase, postgresDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import { until } from '#lib/testing/platform/until.ts';
import { indexInDatabase } from '#lib/testing/sync/index-in-database.ts';
import {
  indexOver,
  integrationStandIn,
  type Failure,
  type InPlaceIndex,
  type StandIn,
  type StandInOptions,
} from '#lib/testing/sync/integration-stand-in.ts';
import { prefixed } from '#lib/testing/sync/prefixed-pipeline.ts';
import { environmentNamed, testPace, worldOver } from '#lib/testing/sync/sync-world.ts';
import {
  cancelRun,
  contractOf,
  current,
  runObserver,
  showRun,
  startReadiness,
  startRun,
  type Run,
  type RunDetail,
} from '../index.ts';
import { usualPace, type SyncWorld } from '../world.ts';
import type { Trigger } from './trigger.ts';

const { AMQP_URL, DATABASE_URL, RABBITMQ_MANAGEMENT_URL, OPENSEARCH13_URL, ELASTICSEARCH7_URL } =
  process.env;

interface Servers {
  readonly database?: string | undefined;
  readonly amqp: string | null;
  readonly search: string | null;
}

/** Stands still until `hurry`; then twenty minutes pass whenever it is read. */
interface TestClock extends Clock {
  hurry(): void;
}

function testClock(): TestClock {
  let now = Date.parse('2026-11-26T10:00:00Z');
  let step = 0;
  return {
    now: () => new Date((now += step)),
    hurry: () => (step = 20 * 60_000),
  };
}

interface Bench {
  readonly world: SyncWorld;
  readonly prefix: string;
  readonly index: InPlaceIndex;
  readonly service: StandIn;
  start(): Promise<Result<Run>>;
  shown(run: Result<Run>): Promise<RunDetail>;
  /** The run as it ended; where the clock is ours, once the services do nothing more. */
  ended(run: Result<Run>): Promise<RunDetail>;
  /** The run as it ended, by itself or by a person. */
  untilEnded(run: Result<Run>): Promise<RunDetail>;
  /** The run that is watched, once the services pause in it. */
  untilPaused(): Promise<Result<Run>>;
  /** An observer at work. */
  observe(): { stop(): Promise<void> };
  /** A run of a sync that nobody disturbs, to its end. */
  whole(): Promise<RunDetail>;
}

let ownDatabase: Database;
beforeAll(async () => {
  ownDatabase = await embeddedDatabase();
});
afterAll(() => ownDatabase.close());

type Clean = () => Promise<void>;
const cleaning: Clean[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

const embedded: Servers = { amqp: null, search: null };
const onRabbitMq = {
  name: 'RabbitMQ and OpenSearch 1.3 (AMQP_URL, OPENSEARCH13_URL)',
  isThere: AMQP_URL !== undefined && OPENSEARCH13_URL !== undefined,
  servers: { amqp: AMQP_URL ?? null, search: OPENSEARCH13_URL ?? null },
};
const doctors = 20;

interface Opening extends Pick<StandInOptions, 'pauses'> {
  readonly servers?: Servers;
  readonly fails?: Failure;
  /** What the console sees of the broker. */
  readonly throughBroker?: (broker: Broker) => Broker;
  /** Absent: the one of the machine. */
  readonly workerClock?: Clock;
  /** Absent: of the stand-in. */
  readonly trigger?: Trigger | null;
  /** Where tests go on side by side: each one's own. Absent: after the test that is under way. */
  readonly onTestFinished?: (clean: Clean) => void;
}

async function open(opening: Opening = {}): Promise<Bench> {
  const {
    servers = embedded,
    fails,
    pauses,
    throughBroker = (one: Broker) => one,
    trigger,
    workerClock = systemClock,
    onTestFinished = (clean: Clean) => void cleaning.push(clean),
  } = opening;
  const isReal = servers.amqp !== null;
  const database =
    servers.database === undefined ? ownDatabase : await postgresDatabase(servers.database);
  if (database !== ownDatabase) onTestFinished(() => database.close());
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
  onTestFinished(() => broker.close());
  onTestFinished(async () => {
    const left = (await search.indexes(`${prefix}*`)).map(({ name }) => name);
    if (left.length > 0) await search.swap({ moves: [], removeIndexes: left });
    await search.close();
  });
  const service = await integrationStandIn({ broker, index, prefix, doctors, fails, pauses });
  onTestFinished(() => service.close());
  const clock = testClock();
  const seen = throughBroker(broker);
  // The management API of RabbitMQ counts up to five seconds late.
  const world = worldOver(isReal ? database : databaseWithClock(database, clock), {
    clock: workerClock,
    environment,
    pipelines: [prefixed(current, prefix)],
    brokers: { amqp: seen, sqs: seen },
    search,
    pace: {
      ...testPace,
      observeMs: isReal ? 200 : 20,
      observed: isReal ? { beginMs: 15_000, quietMs: 12_000, stallMs: 15_000 } : usualPace.observed,
    },
    trigger:
      trigger === undefined
        ? { url: service.url, method: 'GET', headers: {}, timeoutMs: 20_000 }
        : trigger,
  });
  // What users had before.
  await index.create();
  for (const { name } of current.aliases) await index.alias(prefix + name);
  for (let n = 1; n <= doctors; n++)
    await index.put(String(n), {
      gmcReferenceNumber: String(n),
      tcsPersonId: n,
      existsInGmc: true,
      designatedBody: '1-1RSSQ00',
      ...(n === 4 && { updatedBy: 'admin' }),
      ...(n === 10 && { hiddenDiscrepancies: [{ gmcId: '10' }] }),
    });
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
  const bench: Bench = {
    world,
    prefix,
    index,
    service,
    observe() {
      const observer = observe();
      onTestFinished(() => observer.stop());
      return observer;
    },
    start: () =>
      startRun(world, systemActor('test'), {
        environment: environment.name,
        pipeline: 'current',
        reason: 'test',
      }),
    async shown(started) {
      if (!started.ok) throw new FaultError(started.fault);
      const detail = await showRun(world, started.value.run);
      if (!detail.ok) throw new FaultError(detail.fault);
      return detail.value;
    },
    async ended(started) {
      if (!isReal) {
        await service.idle();
        clock.hurry();
      }
      return bench.untilEnded(started);
    },
    untilEnded: (started) =>
      until('the run to end', async () => {
        const detail = await bench.shown(started);
        return detail.run.endedAt !== null && detail;
      }),
    async untilPaused() {
      bench.observe();
      const started = await bench.start();
      await service.paused;
      return started;
    },
    async whole() {
      bench.observe();
      return bench.ended(await bench.start());
    },
  };
  return bench;
}

const said = ({ events }: RunDetail): string => events.map(({ says }) => says).join('\n');
const operator: Actor = {
  id: 'operator-1',
  name: 'operator@example.org',
  role: 'operator',
  requestId: 'request-1',
};

describe.each([
  { name: 'embedded', isThere: true, servers: embedded },
  {
    name: 'PostgreSQL (DATABASE_URL)',
    isThere: DATABASE_URL !== undefined,
    servers: { ...embedded, database: DATABASE_URL },
  },
  onRabbitMq,
  {
    name: 'RabbitMQ and Elasticsearch 7.10 (AMQP_URL, ELASTICSEARCH7_URL)',
    isThere: AMQP_URL !== undefined && ELASTICSEARCH7_URL !== undefined,
    servers: { amqp: AMQP_URL ?? null, search: ELASTICSEARCH7_URL ?? null },
  },
])('$name', ({ isThere, servers }) => {
  test.skipIf(!isThere)('a sync is called once and followed to its end', async () => {
    const bench = await open({ servers });
    const ended = await bench.whole();
    expect(said(ended)).toContain('The sync has ended, as far as can be seen: every stage');
    expect(said(ended)).toContain('Trainees 20 (20 before)');
    expect(ended.run).toMatchObject({ state: 'settled', fault: null });
    expect(bench.service.calls()).toBe(1);
    expect(ended.run.stages.map(({ name, state, written }) => [name, state, written])).toEqual([
      ['trainees', 'done', 20],
      ['doctors', 'done', 20],
      ['connection-logs', 'done', 5],
      ['hidden-discrepancies', 'done', 2],
    ]);
    expect(said(ended)).not.toContain('Repair it');
    expect(await contractOf(bench.world)).toMatchObject({ version: 1 });
  });

  test.skipIf(!isThere)('a lost answer is resolved by what is seen, and not repeated', async () => {
    const bench = await open({ servers, fails: 'loses-answer' });
    const ended = await bench.whole();
    expect(said(ended)).toContain('whether it has started is not known');
    expect(ended.run).toMatchObject({ state: 'settled' });
    expect(bench.service.calls()).toBe(1);
  });

  test.skipIf(!isThere)('an alias that it left out is offered, and put right', async () => {
    const bench = await open({ servers, fails: 'forgets-alias' });
    const { world, prefix } = bench;
    const ended = await bench.whole();
    const alias = `${prefix}discrepancies`;
    expect(ended.run.state).toBe('settled');
    expect(said(ended)).toContain(`After the sync: ${alias} is missing. Repair it on Indexes.`);
    const contract = await contractOf(world);
    const repaired = await repairAliases(world, contract, operator, {
      environment: world.environment.name,
      reason: 'Left out by the sync',
      alias,
    });
    expect(repaired).toMatchObject({ ok: true, value: { repaired: [alias], warnings: [] } });
    const states = (await checkContract(world, contract.aliases)).map(({ state }) => state);
    expect(states).toEqual(['matches', 'matches', 'matches']);
    expect((await world.search.indexes(`${prefix}*`)).map(({ name }) => name)).toEqual([
      `${prefix}masterdoctorindex`,
    ]);
  });

  test.skipIf(!isThere)('while only trainees are there, discrepancies is no drift', async () => {
    const bench = await open({ servers, pauses: { stage: 0, after: 10 } });
    const { world, prefix } = bench;
    const started = await bench.untilPaused();
    await until(
      'what users see',
      async () => (await bench.shown(started)).observed?.stages[0]?.documents === 10,
    );
    const checks = await checkContract(world, (await contractOf(world)).aliases);
    const [, discrepancies] = checks;
    expect(discrepancies?.name).toBe(`${prefix}discrepancies`);
    // A real engine knows no field that no document has, and refuses to compare it.
    expect(discrepancies).toMatchObject(
      servers.search === null
        ? { state: 'matches', shows: 10 }
        : { state: 'unreadable', searchFails: true },
    );
  });
});

describe.each([{ name: 'embedded', isThere: true, servers: embedded }, onRabbitMq])(
  'what becomes of it when something fails, $name',
  ({ isThere, servers }) => {
    // Real servers are waited for: side by side.
    const side = test.skipIf(!isThere).concurrent;
    side.for<[Failure, RegExp]>([
      ['deletes-only', /stands still\. The index was deleted and has not been made again\./],
      ['stops-at-alias', /stands still\. The index was emptied, and no record has come since\./],
      [
        'trainees-die',
        /no record has come since\.|“Trainees” was told to begin, and has brought no/,
      ],
      ['loses-marker', /“Trainees” was the last that was seen, and “GMC doctors” has not begun\./],
      [
        'doctors-never-begin',
        /“GMC doctors” (has not begun|was told to begin, and has brought no)/,
      ],
      [
        'doctors-die',
        /“GMC doctors” was the last that was seen, and “Connection logs” has not begun\./,
      ],
      ['rejects-page', /“GMC doctors” was told to begin, and has brought nothing\./],
      [
        'loses-rows',
        /“Trainees” has brought 18 documents, and 20 had its fields before the call\./,
      ],
      ['loses-doctors', /“GMC doctors” has brought 18 documents, and 20 had its fields before/],
      ['poison-page', /1 message lies in its queues, and nobody takes it or it comes back again/],
      ['poison-doctors', /1 message lies in its queues, and nobody takes it or it comes back/],
      ['times-out', /nothing seems to have been started/],
      ['refuses', /^The Integration service did not start a sync\. It answered 403\.$/],
    ])('%s: it ends as failed, and says where', async ([fails, says], { onTestFinished }) => {
      const bench = await open({ servers, fails, onTestFinished });
      const ended = await bench.whole();
      expect(ended.run.state).toBe('failed');
      expect(ended.run.fault?.says).toMatch(says);
      expect(ended.run.fault?.detail).toEqual({
        readers: fails === 'refuses' ? 'not-started' : 'in-place',
      });
      expect(bench.service.calls()).toBe(1);
    });

    side(
      'doctors that are in the index twice are counted at the end',
      async ({ onTestFinished }) => {
        const bench = await open({ servers, fails: 'writes-twice', onTestFinished });
        const ended = await bench.whole();
        expect(ended.run.state).toBe('settled');
        expect(said(ended)).toContain('2 GMC numbers are in two documents or more');
      },
    );

    side.for<[Failure, number, string, string]>([
      ['overwrites', 5, 'of “Connection logs”, and now', 'Connection logs 4'],
      [
        'wipes-doctor',
        20,
        '20 documents had the fields of “GMC doctors”, and now 19',
        'doctors 19',
      ],
      [
        'overwrites-doctor',
        20,
        '20 documents had the fields of “GMC doctors”, and now 19',
        'GMC doctors 19 (20 before)',
      ],
    ])(
      'fields that %s takes are told when it is seen',
      async ([fails, count, told, atTheEnd], { onTestFinished }) => {
        const bench = await open({
          servers,
          fails,
          pauses: { stage: 2, after: 5 },
          onTestFinished,
        });
        const started = await bench.untilPaused();
        const position = fails === 'overwrites' ? 2 : 1;
        await until('all of the stage to be seen', async () => {
          const { observed } = await bench.shown(started);
          return observed?.stages[position]?.documents === count;
        });
        bench.service.release();
        const ended = await bench.ended(started);
        expect(ended.run.state).toBe('settled');
        expect(said(ended)).toContain(told);
        expect(said(ended)).toContain('something has overwritten them');
        expect(said(ended)).toContain(atTheEnd);
      },
    );

    side(
      'a broker that is away for a while is no end, and no failure',
      async ({ onTestFinished }) => {
        let isAway = false;
        const bench = await open({
          servers,
          onTestFinished,
          fails: 'delivers-twice',
          pauses: { stage: 0, after: 10 },
          throughBroker: (broker) => ({
            ...broker,
            depth: (queue) =>
              isAway
                ? Promise.reject(new FaultError(refuse('unavailable', 'away').fault))
                : broker.depth(queue),
          }),
        });
        const started = await bench.untilPaused();
        isAway = true;
        await until(
          'a look without the broker',
          async () => (await bench.shown(started)).observed?.stages[0]?.messages === null,
        );
        isAway = false;
        bench.service.release();
        const ended = await bench.ended(started);
        expect(ended.run.state).toBe('settled');
        // A trainee came twice, into one document.
        expect(said(ended)).toContain('Trainees 20 (20 before)');
        expect(said(ended)).not.toContain('two documents');
      },
    );

    side('a second sync that somebody starts under it is told', async ({ onTestFinished }) => {
      const bench = await open({ servers, pauses: { stage: 0, after: 10 }, onTestFinished });
      const started = await bench.untilPaused();
      await until(
        'the first',
        async () => (await bench.shown(started)).observed?.stages[0]?.documents === 10,
      );
      await fetch(bench.service.url);
      await until('the second', async () =>
        said(await bench.shown(started)).includes('another sync'),
      );
      bench.service.release();
      const ended = await bench.ended(started);
      expect(said(ended)).toContain('somebody has started another sync under this one');
      expect(said(ended)).toContain('not every stage could be seen');
      expect(bench.service.calls()).toBe(2);
    });
  },
);

describe('while it goes on', () => {
  test('a page that comes back for ever is no change, as its parts are counted', async () => {
    let looks = 0;
    const bench = await open({
      fails: 'poison-page',
      throughBroker: (broker) => ({
        ...broker,
        // As RabbitMQ tells them: what is ready now, and what was unacknowledged some seconds ago.
        async depth(queue) {
          const depth = await broker.depth(queue);
          if (depth.messages !== 1) return depth;
          looks += 1;
          return { ...depth, ready: looks % 2, unacknowledged: Math.trunc(looks / 2) % 2 };
        },
      }),
    });
    const { run } = await bench.whole();
    expect(run.state).toBe('failed');
    expect(run.fault?.says).toContain('1 message lies in its queues, and nobody takes it or it');
  });

  test('a worker whose clock runs ahead ends nothing by it', async () => {
    const workerClock = testClock();
    workerClock.hurry();
    const bench = await open({ pauses: { stage: 0, after: 10 }, workerClock });
    const started = await bench.untilPaused();
    const looks = async () => (await bench.shown(started)).observed?.stages[0]?.documents === 10;
    await until('the first look', looks);
    // Hours pass for the worker at each of these.
    for (let n = 0; n < 20; n++) workerClock.now();
    const lookedAt = async () => (await bench.shown(started)).observed?.lookedAt;
    expect(await lookedAt()).toBe('2026-11-26T10:00:00.000Z');
    expect((await bench.shown(started)).run.endedAt).toBeNull();
    bench.service.release();
    expect((await bench.ended(started)).run.state).toBe('settled');
  });

  const seen = async ({ world }: Bench) =>
    (await getIndexOverview(world, await contractOf(world), world.environment.name)).affected;

  test.each([
    {
      when: 'only trainees are there',
      pauses: { stage: 0, after: 10 },
      now: { name: null, says: 'trainees not all in the index that users read' },
      verdicts: ['empty', 'lists-everyone', 'empty', 'empty', 'empty', 'empty', 'empty', 'right'],
    },
    {
      when: 'half of the doctors are there',
      pauses: { stage: 1, after: 10 },
      now: { name: null, says: 'doctors not all in the index that users read' },
      verdicts: [
        'rows-missing',
        'extra-rows',
        'rows-missing',
        'rows-missing',
        'rows-missing',
        'rows-missing',
        'rows-missing',
        'right',
      ],
    },
    {
      when: 'hidden ones are still to come',
      pauses: { stage: 2, after: 2 },
      now: { name: null, says: 'connection logs not all in the index that users read' },
      verdicts: ['right', 'extra-rows', 'empty', 'right', 'right', 'right', 'right', 'right'],
    },
  ])('pages are told wrong as they are, when $when', async ({ pauses, now, verdicts }) => {
    const bench = await open({ pauses });
    const started = await bench.untilPaused();
    const { observed } = await until('the pause to be seen', async () => {
      const detail = await bench.shown(started);
      const stages = detail.observed?.stages ?? [];
      // A look that sees two stages grow takes the first one for not done.
      const isSettled = stages.slice(0, pauses.stage).every(({ state }) => state === 'done');
      return isSettled && stages[pauses.stage]?.documents === pauses.after && detail;
    });
    expect((await seen(bench)).now).toMatchObject({ ...now, verdicts });
    expect(observed).toMatchObject({ call: 'accepted', confidence: 'seen' });
    expect(observed?.says).toContain('is under way');
    expect(observed?.next).toMatchObject({ then: 'stalled' });
  });

  test('whether it has started is unknown, and checked, until something is seen', async () => {
    const bench = await open({ fails: 'times-out' });
    bench.observe();
    const started = await bench.start();
    const { observed } = await until('the answer', async () => {
      const detail = await bench.shown(started);
      return detail.observed?.lookedAt != null && detail;
    });
    expect(observed).toMatchObject({
      call: 'unknown',
      confidence: 'not-known',
      next: { then: 'not-begun', until: '2026-11-26T10:10:00.000Z' },
    });
    expect(observed?.says).toContain('unknown, checking');
    const ended = await bench.ended(started);
    expect(ended.run.state).toBe('failed');
  });
});

describe('a start', () => {
  test('a second one is told who runs one, and the service is called once', async () => {
    const bench = await open();
    const first = await bench.start();
    expect(await bench.start()).toMatchObject({ ok: false, fault: { kind: 'conflict' } });
    bench.observe();
    await bench.ended(first);
    expect(bench.service.calls()).toBe(1);
  });

  test('a terminal that waits is told that it has settled, and shows it', async () => {
    const bench = await open();
    bench.observe();
    let begin: (started: Result<Run>) => void = () => undefined;
    const begun = new Promise<Result<Run>>((resolve) => (begin = resolve));
    const console: Console = {
      ...silentConsole,
      get: async <T>(path: string) => {
        const shown = await showRun(bench.world, path.split('/').at(-1) ?? '');
        if (!shown.ok) throw new FaultError(shown.fault);
        // All that the commands read is one run.
        return shown.value as T;
      },
      post: async <T>() => {
        const started = await bench.start();
        begin(started);
        if (!started.ok) throw new FaultError(started.fault);
        // All that the commands send is one start.
        return started.value as T;
      },
    };
    const nobody = () => undefined;
    const waiting = startSync(
      console,
      { environment: bench.world.environment.name, pipeline: 'current', wait: true },
      { started: nobody, progress: nobody, away: nobody, ended: nobody },
    );
    const { run } = await bench.ended(await begun);
    const { run: name, number } = run;
    expect(await waiting).toMatchObject({
      exitCode: 0,
      json: { run: name, state: 'settled', pipeline: 'current', fault: null },
    });
    const shown = await showSync(console, name, {});
    expect(shown).toMatchObject({
      exitCode: 0,
      json: { run: name, state: 'settled', wait: null },
    });
    expect(shown.says).toContain(`Run ${number} (${name})  settled  current`);
    expect(shown.says).toContain('hidden-discrepancies');
  });

  test('another process goes on watching, and does not call again', async () => {
    const bench = await open({ pauses: { stage: 0, after: 10 } });
    const first = bench.observe();
    const started = await bench.start();
    await bench.service.paused;
    await first.stop();
    bench.observe();
    bench.service.release();
    const ended = await bench.ended(started);
    expect(ended.run.state).toBe('settled');
    expect(bench.service.calls()).toBe(1);
  });

  const refused = async (bench: Bench, kind: string, says: string) => {
    const start = await bench.start();
    expect(start).toMatchObject({ ok: false, fault: { kind } });
    expect(start.ok ? '' : start.fault.says).toContain('Nothing was started.');
    expect(start.ok ? '' : start.fault.says).toContain(says);
    const readiness = await startReadiness(bench.world);
    expect(readiness.ok && readiness.value.callObstacle).toContain(says);
    expect(bench.service.calls()).toBe(0);
  };

  /** Makes an index in place of an alias. */
  const squat = async ({ world: { search }, prefix }: Bench): Promise<string> => {
    const name = `${prefix}recommendations`;
    await search.swap({
      moves: [],
      removals: [{ alias: name, from: [`${prefix}masterdoctorindex`] }],
      removeIndexes: [],
    });
    await search.create({ name, keyField: 'key', fields: { key: { type: 'keyword' } } });
    return name;
  };

  test('is refused while a sync that somebody else started is under way', async () => {
    const bench = await open();
    const queue = `${bench.prefix}reval.queue.connectionlog.essyncdata.integration`;
    await bench.service.close();
    await bench.world.brokers.amqp.publish({ exchange: '', key: queue, queues: [queue] }, [
      { body: '{}', headers: {} },
      { body: '{}', headers: {} },
    ]);
    await refused(bench, 'conflict', `2 messages in ${queue}`);
  });

  test('is refused where the index is an alias: the old sync would fail', async () => {
    const bench = await open();
    const { search } = bench.world;
    const base = `${bench.prefix}masterdoctorindex`;
    const fields = { key: { type: 'keyword' } } as const;
    await search.create({ name: `${base}_1`, keyField: 'key', fields });
    await search.swap({
      moves: [{ alias: base, from: [], to: `${base}_1`, filter: null }],
      removeIndexes: [base],
    });
    await refused(bench, 'precondition', 'is an alias since a run of this console');
  });

  test('is refused where an index has the name of an alias: it would stop half-way', async () => {
    const bench = await open();
    const name = await squat(bench);
    await refused(bench, 'precondition', `${name} is an index, not an alias`);
  });

  test('is refused where the configuration does not say how to call the service', async () => {
    await refused(await open({ trigger: null }), 'precondition', 'syncTriggerUrl');
  });

  test('is looked at again before the call, and then the service is not called', async () => {
    const bench = await open();
    const started = await bench.start();
    await squat(bench);
    bench.observe();
    const ended = await bench.untilEnded(started);
    expect(ended.run).toMatchObject({
      state: 'failed',
      fault: { detail: { readers: 'not-started' } },
    });
    expect(bench.service.calls()).toBe(0);
  });

  const cancel = ({ world }: Bench, started: Result<Run>) =>
    cancelRun(world, operator, {
      run: started.ok ? started.value.run : '',
      reason: 'test',
    });

  test('is not made any more when it was cancelled first', async () => {
    const bench = await open();
    const started = await bench.start();
    expect(await cancel(bench, started)).toMatchObject({ ok: true });
    bench.observe();
    const ended = await bench.untilEnded(started);
    expect(ended.run.state).toBe('cancelled');
    expect(said(ended)).toContain('before the Integration service was called');
    expect(bench.service.calls()).toBe(0);
  });

  test('once made is only watched no longer when it is cancelled', async () => {
    const bench = await open({ pauses: { stage: 0, after: 10 } });
    const started = await bench.untilPaused();
    expect(await cancel(bench, started)).toMatchObject({ ok: true });
    const ended = await bench.untilEnded(started);
    expect(ended.run.state).toBe('cancelled');
    expect(said(ended)).toContain('The Integration service cannot be told to stop.');
  });

  /** A service that takes the call and does not answer for ten minutes. */
  async function silent() {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    cleaning.push(() => {
      server.closeAllConnections();
      return new Promise<void>((closed) => void server.close(() => closed()));
    });
    await once(server, 'listening');
    // It listens on a host and a port.
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/`;
    const called = once(server, 'request');
    return { called, trigger: { url, method: 'GET', headers: {}, timeoutMs: 600_000 } } as const;
  }

  test('is not waited for when the run is cancelled before it is answered', async () => {
    const { called, trigger } = await silent();
    const bench = await open({ trigger });
    bench.observe();
    const started = await bench.start();
    await called;
    expect(await cancel(bench, started)).toMatchObject({ ok: true });
    const ended = await bench.untilEnded(started);
    expect(ended.run.state).toBe('cancelled');
    expect(said(ended)).toContain('The Integration service cannot be told to stop.');
  });

  test('is not waited for by a worker that stops, nor made again by the next', async () => {
    const { called, trigger } = await silent();
    const bench = await open({ trigger });
    const first = bench.observe();
    const started = await bench.start();
    await called;
    await first.stop();
    bench.observe();
    await until('what is known of the call to be said', async () =>
      said(await bench.shown(started)).includes('stopped before it had an answer'),
    );
  });
});
