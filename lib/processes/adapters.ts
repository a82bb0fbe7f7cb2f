import { createDatabaseBroker } from '#lib/platform/broker/database/broker.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq/broker.ts';
import { createSqs } from '#lib/platform/broker/sqs/broker.ts';
import type { Broker } from '#lib/platform/broker/port.ts';
import type { Env } from '#lib/platform/env.ts';
import type { Log } from '#lib/platform/log.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { openSources, type Pipeline, type Sources, type SyncWorld } from '#lib/sync/index.ts';

export function realServicesOf(env: Env): SyncWorld['realServices'] {
  const parts = [
    ['amqp', env.AMQP_URL],
    ['sqs', env.SQS_GMC_QUEUE_URL],
    ['search', env.OPENSEARCH_URL],
    ['tcs', env.TCS_DATABASE_URL],
    ['reval', env.REVAL_MONGODB_URL],
  ] as const;
  return new Set(parts.flatMap(([part, url]) => (url === undefined ? [] : [part])));
}

function rabbitMq(env: Env, log: Log): Broker | null {
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
function sqs(env: Env, pipelines: readonly Pipeline[], log: Log): Broker | null {
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
  env: Env,
  pipelines: readonly Pipeline[],
  database: Database,
  log: Log,
): World['brokers'] {
  const inDatabase = createDatabaseBroker(database, { environment: env.CONSOLE_ENVIRONMENT, log });
  return { amqp: rabbitMq(env, log) ?? inDatabase, sqs: sqs(env, pipelines, log) ?? inDatabase };
}

export async function openSearch(env: Env, database: Database): Promise<Search> {
  if (env.OPENSEARCH_URL === undefined)
    return openDatabaseSearch(database, env.CONSOLE_ENVIRONMENT);
  return openOpenSearch({
    url: env.OPENSEARCH_URL,
    ...(env.OPENSEARCH_USERNAME === undefined ? {} : { username: env.OPENSEARCH_USERNAME }),
    ...(env.OPENSEARCH_PASSWORD === undefined ? {} : { password: env.OPENSEARCH_PASSWORD }),
    ...(env.OPENSEARCH_AUTH === undefined ? {} : { auth: env.OPENSEARCH_AUTH }),
    ...(env.AWS_REGION === undefined ? {} : { region: env.AWS_REGION }),
  });
}

export function openOwnSources(env: Env): Sources {
  return openSources({
    ...(env.TCS_DATABASE_URL === undefined ? {} : { tcsDatabaseUrl: env.TCS_DATABASE_URL }),
    ...(env.REVAL_MONGODB_URL === undefined ? {} : { revalMongodbUrl: env.REVAL_MONGODB_URL }),
    synthetic: { trainees: env.SYNTHETIC_TRAINEES, seed: env.SYNTHETIC_SEED },
  });
}
