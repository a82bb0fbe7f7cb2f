/**
 * Two consoles with other environments over the same servers, both syncing at once: each must make
 * exactly the documents of its own people.
 */
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq/broker.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { embeddedDatabase, postgresDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import { until } from '#lib/testing/platform/until.ts';
import { prefixed } from '#lib/testing/sync/prefixed-pipeline.ts';
import { dropIndexes } from '#lib/testing/sync/real-world.ts';
import { environmentNamed, startWorker, worldOver } from '#lib/testing/sync/sync-world.ts';
import { expectDocuments, expectSettled } from '#lib/testing/sync/expect-documents.ts';
import { documented, openSources, showRun, startRun, type Pipeline, type Run } from './index.ts';
import type { SyncWorld } from './world.ts';

const log = createLog(process.env['TEST_LOG'] ?? 'silent', 'test');
const { AMQP_URL: amqpUrl, DATABASE_URL: databaseUrl, OPENSEARCH_URL: opensearchUrl } = process.env;

interface Console {
  readonly world: SyncWorld;
  readonly population: { readonly trainees: number; readonly seed: number };
  readonly indexPrefix: string;
}

const cleaning: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});

interface Shared {
  readonly database: Database;
  readonly queuePrefix: string;
  readonly broker?: Broker;
  readonly search?: Search;
}

/** The doctors over RabbitMQ too, as the trainees are. */
function withoutSqs(pipeline: Pipeline): Pipeline {
  return {
    ...pipeline,
    stages: pipeline.stages.map((stage) => {
      if (stage.kind !== 'data' || stage.data.channel !== 'sqs') return stage;
      const { queues } = stage.data.route;
      const route = { exchange: '', key: queues[0] ?? '', queues };
      return { ...stage, data: { channel: 'amqp', route } };
    }),
  };
}

/** All under the same names, but for indexes where one engine cannot tell environments apart. */
function consoleOf(
  environment: string,
  population: Console['population'],
  { database, queuePrefix, broker, search }: Shared,
): Console {
  const indexPrefix = search === undefined ? queuePrefix : `${queuePrefix}${environment}`;
  const world = worldOver(database, {
    pipelines: [withoutSqs(prefixed(documented('reval.exchange'), queuePrefix, indexPrefix))],
    environment: environmentNamed(environment),
    sources: openSources({ synthetic: population }),
    ...(broker === undefined ? {} : { brokers: { amqp: broker, sqs: broker } }),
    ...(search === undefined ? {} : { search }),
  });
  const worker = startWorker(world);
  cleaning.push(() => worker.stop());
  return { world, population, indexPrefix };
}

async function sync({ world }: Console): Promise<Run> {
  const started = await startRun(world, systemActor('test'), {
    environment: world.environment.name,
    pipeline: 'documented',
    reason: 'test',
  });
  if (!started.ok) throw new Error(started.fault.says);
  return until(`${started.value.run} to end`, async () => {
    const shown = await showRun(world, started.value.run);
    return shown.ok && shown.value.run.endedAt !== null && shown.value.run;
  });
}

async function verify({ world, population, indexPrefix }: Console, run: Run): Promise<void> {
  expectSettled(run, population);
  await expectDocuments(world.search, indexPrefix, population, run.asOf);
}

async function syncBoth(one: Console, other: Console): Promise<void> {
  const [first, second] = await Promise.all([sync(one), sync(other)]);
  await verify(one, first);
  await verify(other, second);
}

const north = { trainees: 1_500, seed: 21 };
const south = { trainees: 1_100, seed: 22 };

test('in one embedded database', async () => {
  const database = await embeddedDatabase();
  cleaning.push(() => database.close());
  const shared = { database, queuePrefix: '' };
  await syncBoth(consoleOf('north', north, shared), consoleOf('south', south, shared));
});

const isThere = amqpUrl !== undefined && databaseUrl !== undefined;
let database: Database;
function usePostgres(): void {
  beforeAll(async () => {
    database = await postgresDatabase(databaseUrl ?? '');
  });
  afterAll(() => database.close());
}

function rabbitMq(): Broker {
  const broker = createRabbitMq({ url: amqpUrl ?? '', log });
  cleaning.push(() => broker.close());
  return broker;
}

/** Of the other console, which knows nothing of what is in PostgreSQL. */
async function anotherDatabase(): Promise<Database> {
  const own = await embeddedDatabase();
  cleaning.push(() => own.close());
  return own;
}

describe.skipIf(!isThere)('over one virtual host of RabbitMQ (AMQP_URL, DATABASE_URL)', () => {
  usePostgres();

  test('and one PostgreSQL', async () => {
    const queuePrefix = uniqueName('both');
    await syncBoth(
      consoleOf('north', north, { database, queuePrefix, broker: rabbitMq() }),
      consoleOf('south', south, { database, queuePrefix, broker: rabbitMq() }),
    );
  });

  test('and with the same name by mistake, in a database each', async () => {
    const queuePrefix = uniqueName('same');
    const other = await anotherDatabase();
    await syncBoth(
      consoleOf('same', north, { database, queuePrefix, broker: rabbitMq() }),
      consoleOf('same', south, { database: other, queuePrefix, broker: rabbitMq() }),
    );
  });
});

describe.skipIf(!isThere || opensearchUrl === undefined)(
  'over one virtual host and one OpenSearch (AMQP_URL, DATABASE_URL, OPENSEARCH_URL)',
  () => {
    usePostgres();

    async function openSearch(queuePrefix: string): Promise<Search> {
      const search = await openOpenSearch({ url: opensearchUrl ?? '' });
      cleaning.push(async () => {
        await dropIndexes(search, queuePrefix);
        await search.close();
      });
      return search;
    }

    test('and one PostgreSQL, several times over', async () => {
      const queuePrefix = uniqueName('often');
      const search = await openSearch(queuePrefix);
      const consoles = [
        consoleOf('north', north, { database, queuePrefix, broker: rabbitMq(), search }),
        consoleOf('south', south, { database, queuePrefix, broker: rabbitMq(), search }),
      ] as const;
      for (let round = 0; round < 3; round++) await syncBoth(...consoles);
    });

    test('with a database each, that know nothing of each other’s runs', async () => {
      const queuePrefix = uniqueName('apart');
      const other = await anotherDatabase();
      const search = await openSearch(queuePrefix);
      await syncBoth(
        consoleOf('north', north, { database, queuePrefix, broker: rabbitMq(), search }),
        consoleOf('south', south, { database: other, queuePrefix, broker: rabbitMq(), search }),
      );
    });
  },
);
