/**
 * A world over whatever servers the environment names, with queues, indexes and source databases of
 * one suite alone.
 */
import { SQSClient, CreateQueueCommand, DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq/broker.ts';
import { createSqs } from '#lib/platform/broker/sqs/broker.ts';
import { createLog } from '#lib/platform/log.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { documented, openSources } from '#lib/sync/index.ts';
import type { SyncWorld } from '#lib/sync/world.ts';
import { fillReval, fillTcs, ownRevalDatabase, ownTcsDatabase } from './population.ts';
import { prefixed } from './prefixed-pipeline.ts';
import { environmentNamed, worldOver } from './sync-world.ts';

/** Plain data, so that it can be handed to another process. */
export interface RealSetup {
  readonly environment: string;
  readonly prefix: string;
  readonly population: { readonly trainees: number; readonly seed: number };
  readonly amqpUrl: string | null;
  readonly sqs: {
    readonly endpoint: string;
    readonly region: string;
    readonly queueUrl: string;
  } | null;
  readonly opensearchUrl: string | null;
  readonly tcsUrl: string | null;
  readonly revalUrl: string | null;
}

const gmcQueue = 'tis-revalidation-sync-gmc-queue';

export async function realWorld(database: Database, setup: RealSetup): Promise<SyncWorld> {
  const log = createLog(process.env['TEST_LOG'] ?? 'silent', 'test');
  const inDatabase = createDatabaseBroker(database, { environment: setup.environment, log });
  const amqp: Broker =
    setup.amqpUrl === null ? inDatabase : createRabbitMq({ url: setup.amqpUrl, log });
  const sqs: Broker =
    setup.sqs === null
      ? inDatabase
      : createSqs({
          endpoint: setup.sqs.endpoint,
          region: setup.sqs.region,
          log,
          visibilitySeconds: 5,
          queueUrls: { [setup.prefix + gmcQueue]: setup.sqs.queueUrl },
        });
  const search: Search =
    setup.opensearchUrl === null
      ? openDatabaseSearch(database, setup.environment)
      : await openOpenSearch({ url: setup.opensearchUrl });
  return worldOver(database, {
    environment: environmentNamed(setup.environment),
    pipelines: [prefixed(documented('reval.exchange'), setup.prefix)],
    brokers: { amqp, sqs },
    search,
    sources: openSources({
      ...(setup.tcsUrl === null ? {} : { tcsDatabaseUrl: setup.tcsUrl }),
      ...(setup.revalUrl === null ? {} : { revalMongodbUrl: setup.revalUrl }),
      synthetic: setup.population,
    }),
  });
}

/** Closes what `realWorld` opened, the database excepted. */
export async function closeWorld(world: SyncWorld): Promise<void> {
  await world.brokers.amqp.close();
  await world.brokers.sqs.close();
  await world.search.close();
  await Promise.all([
    world.sources.tcs.close(),
    world.sources.recommendation.close(),
    world.sources.connection.close(),
  ]);
}

/**
 * Makes the queue and fills the source databases that a set-up needs on the servers of the
 * environment; `clean` takes them away again.
 */
export async function prepareServers(
  prefix: string,
  population: RealSetup['population'],
  asOf: string,
  servers: { readonly sources: boolean },
): Promise<{ readonly setup: RealSetup; clean(): Promise<void> }> {
  const {
    AMQP_URL,
    SQS_ENDPOINT_URL,
    AWS_REGION = 'eu-west-2',
    OPENSEARCH_URL,
    TCS_DATABASE_URL,
    REVAL_MONGODB_URL,
  } = process.env;
  const cleaning: (() => Promise<unknown>)[] = [];
  let sqs: RealSetup['sqs'] = null;
  if (SQS_ENDPOINT_URL !== undefined) {
    const client = new SQSClient({ endpoint: SQS_ENDPOINT_URL, region: AWS_REGION });
    const { QueueUrl: queueUrl } = await client.send(
      new CreateQueueCommand({ QueueName: prefix + gmcQueue }),
    );
    if (queueUrl === undefined) throw new Error('SQS made no queue');
    sqs = { endpoint: SQS_ENDPOINT_URL, region: AWS_REGION, queueUrl };
    cleaning.push(async () => {
      await client.send(new DeleteQueueCommand({ QueueUrl: queueUrl }));
      client.destroy();
    });
  }
  let tcsUrl: string | null = null;
  if (servers.sources && TCS_DATABASE_URL !== undefined) {
    const own = await ownTcsDatabase(TCS_DATABASE_URL, prefix + 'tcs');
    await fillTcs(own.url, population, asOf);
    tcsUrl = own.url;
    cleaning.push(() => own.drop());
  }
  let revalUrl: string | null = null;
  if (servers.sources && REVAL_MONGODB_URL !== undefined) {
    const own = ownRevalDatabase(REVAL_MONGODB_URL, prefix + 'reval');
    await fillReval(own.url, population, asOf);
    revalUrl = own.url;
    cleaning.push(() => own.drop());
  }
  return {
    setup: {
      environment: 'local',
      prefix,
      population,
      amqpUrl: AMQP_URL ?? null,
      sqs,
      opensearchUrl: OPENSEARCH_URL ?? null,
      tcsUrl,
      revalUrl,
    },
    async clean() {
      for (const one of cleaning) await one();
    },
  };
}

/** Takes the indexes of a prefix away, aliases first. */
export async function dropIndexes(search: Search, prefix: string): Promise<void> {
  const mine = (await search.indexes(`${prefix}*`))
    .map((index) => index.name)
    .filter((name) => name.startsWith(prefix));
  const aliases = (await search.aliases()).filter((alias) => mine.includes(alias.index));
  // An index may only go when no alias points at it, and an alias goes with a move to an index that
  // takes it along.
  if (aliases.length > 0 && search.kind === 'opensearch')
    await search.swap({ moves: [], removeIndexes: mine });
  else for (const name of mine) await search.drop(name).catch(() => undefined);
}
