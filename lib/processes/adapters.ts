/** Which adapter is behind each port of an environment: a real server, or the database. */
import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq/broker.ts';
import { createSqs } from '#lib/platform/broker/sqs/broker.ts';
import { checkDatabase } from '#lib/platform/database/check-database.ts';
import type { Database } from '#lib/platform/database/database.ts';
import type { Log } from '#lib/platform/log.ts';
import type { OutsideService } from '#lib/platform/outside-service.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { openSources, type Pipeline, type Sources } from '#lib/sync/index.ts';
import type { ServiceName } from './configuration/service-names.ts';
import type { EnvironmentEnv } from './configuration/env.ts';

const timeLimitMs = 3_000;
/** A stand-in in the console's own database is as late as that is busy, and is not away. */
const embeddedTimeLimitMs = 30_000;

function rabbitMq(env: EnvironmentEnv, log: Log): Broker | null {
  if (env.AMQP_URL === undefined) return null;
  return createRabbitMq({
    url: env.AMQP_URL,
    log,
    ...(env.RABBITMQ_MANAGEMENT_URL === undefined
      ? {}
      : { managementUrl: env.RABBITMQ_MANAGEMENT_URL }),
  });
}

/** Every queue that a pipeline has on SQS is the one queue for doctors, whatever its name there. */
function sqs(env: EnvironmentEnv, pipelines: readonly Pipeline[], log: Log): Broker | null {
  const url = env.SQS_GMC_QUEUE_URL;
  if (url === undefined || env.AWS_REGION === undefined) return null;
  const queues = pipelines.flatMap(({ stages }) =>
    stages.flatMap((stage) =>
      stage.kind === 'data' && stage.data.channel === 'sqs' ? stage.data.route.queues : [],
    ),
  );
  const endpoint = env.SQS_ENDPOINT_URL === undefined ? {} : { endpoint: env.SQS_ENDPOINT_URL };
  return createSqs({
    region: env.AWS_REGION,
    queueUrls: Object.fromEntries(queues.map((queue) => [queue, url])),
    log,
    ...endpoint,
  });
}

/** Real where an address is given, else in the database; one broker in the database serves both. */
export function openBrokers(
  env: EnvironmentEnv,
  environment: string,
  pipelines: readonly Pipeline[],
  database: Database,
  log: Log,
): World['brokers'] {
  const inDatabase = createDatabaseBroker(database, { environment, log });
  return { amqp: rabbitMq(env, log) ?? inDatabase, sqs: sqs(env, pipelines, log) ?? inDatabase };
}

/** Null: no address is given. */
export async function configuredSearch(env: EnvironmentEnv): Promise<Search | null> {
  if (env.OPENSEARCH_URL === undefined) return null;
  return openOpenSearch({
    url: env.OPENSEARCH_URL,
    ...(env.OPENSEARCH_USERNAME === undefined ? {} : { username: env.OPENSEARCH_USERNAME }),
    ...(env.OPENSEARCH_PASSWORD === undefined ? {} : { password: env.OPENSEARCH_PASSWORD }),
    ...(env.OPENSEARCH_AUTH === undefined ? {} : { auth: env.OPENSEARCH_AUTH }),
    ...(env.AWS_REGION === undefined ? {} : { region: env.AWS_REGION }),
  });
}

export async function openSearch(
  env: EnvironmentEnv,
  environment: string,
  database: Database,
): Promise<Search> {
  return (await configuredSearch(env)) ?? openDatabaseSearch(database, environment);
}

export function openOwnSources(env: EnvironmentEnv): Sources {
  return openSources({
    ...(env.TCS_DATABASE_URL === undefined ? {} : { tcsDatabaseUrl: env.TCS_DATABASE_URL }),
    ...(env.REVAL_MONGODB_URL === undefined ? {} : { revalMongodbUrl: env.REVAL_MONGODB_URL }),
    synthetic: { trainees: env.SYNTHETIC_TRAINEES, seed: env.SYNTHETIC_SEED },
  });
}

/** The outside services of one environment, in the order of a run. */
export function environmentServices(
  env: EnvironmentEnv,
  environment: string,
  { brokers, search }: Pick<World, 'brokers' | 'search'>,
  sources: Sources,
): readonly OutsideService[] {
  const service = (
    id: string,
    name: ServiceName,
    url: string | undefined,
    adapters: { readonly real: string; readonly embedded: string },
    check: () => Promise<unknown>,
  ): OutsideService => ({
    id,
    name,
    adapter: url === undefined ? adapters.embedded : adapters.real,
    environment,
    isReal: url !== undefined,
    check,
    timeLimitMs: url === undefined ? embeddedTimeLimitMs : timeLimitMs,
  });
  const inDatabase = 'in the database';
  return [
    service('amqp', 'Messages', env.AMQP_URL, { real: 'RabbitMQ', embedded: inDatabase }, () =>
      brokers.amqp.ping(),
    ),
    service(
      'sqs',
      'Doctors queue',
      env.SQS_GMC_QUEUE_URL,
      { real: 'SQS', embedded: inDatabase },
      () => brokers.sqs.ping(),
    ),
    service(
      'search',
      'Search',
      env.OPENSEARCH_URL,
      { real: 'OpenSearch', embedded: inDatabase },
      () => search.ping(),
    ),
    service(
      'tcs',
      'Trainees',
      env.TCS_DATABASE_URL,
      { real: 'TCS database', embedded: 'synthetic' },
      () => sources.tcs.ping(),
    ),
    service(
      'reval',
      'Doctors',
      env.REVAL_MONGODB_URL,
      { real: 'revalidation database', embedded: 'synthetic' },
      () => Promise.all([sources.recommendation.ping(), sources.connection.ping()]),
    ),
  ];
}

export const databaseService = (database: Database): OutsideService => ({
  id: 'database',
  name: 'Database',
  adapter: database.kind === 'postgres' ? 'PostgreSQL' : 'embedded',
  environment: null,
  isReal: database.kind === 'postgres',
  check: () => checkDatabase(database),
  timeLimitMs,
});
