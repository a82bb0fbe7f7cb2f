/**
 * Resources of a bench's own on whatever servers the environment configures, empty, filled with the
 * synthetic population, and gone afterwards.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { MongoClient } from 'mongodb';
import pg from 'pg';
import {
  fillReval,
  fillTcs,
  ownRevalDatabase,
  ownTcsDatabase,
} from '#lib/testing/sync/population.ts';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import { londonDate } from '#lib/kernel/clock.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { dropIndexes } from '#lib/testing/sync/real-world.ts';
import type { Cleaning } from './cleaning.ts';
import { openConfiguredSearch } from './configured.ts';
import { deleteTopology, ownVirtualHost } from './rabbitmq-host.ts';

/** Plain data, so that a child process can be given it. */
export interface BenchEnvironment {
  /** Of indexes, queues and exchange. */
  readonly prefix: string;
  readonly trainees: number;
  /** Laid over the variables of the environment; an empty one unsets. */
  readonly variables: Readonly<Record<string, string>>;
  /** PostgreSQL schema; null: an embedded database in `folder`. */
  readonly schema: string | null;
  readonly folder: string;
}

const seed = 1;
const serverVariables = [
  'DATABASE_URL',
  'AMQP_URL',
  'RABBITMQ_MANAGEMENT_URL',
  'SQS_ENDPOINT_URL',
  'SQS_GMC_QUEUE_URL',
  'OPENSEARCH_URL',
  'TCS_DATABASE_URL',
  'REVAL_MONGODB_URL',
] as const;

export function configuredUrl(name: (typeof serverVariables)[number]): string | null {
  const value = process.env[name]?.trim() ?? '';
  return value === '' ? null : value;
}

/** Gone afterwards. */
export async function ownSchema(url: string, name: string, cleaning: Cleaning): Promise<void> {
  const onServer = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await onServer(`create schema "${name}"`);
  cleaning.add('the schema', () => onServer(`drop schema "${name}" cascade`));
}

async function ownQueue(name: string, cleaning: Cleaning): Promise<string> {
  const endpoint = configuredUrl('SQS_ENDPOINT_URL');
  const client = new SQSClient({
    region: process.env.AWS_REGION ?? 'eu-west-2',
    ...(endpoint === null ? {} : { endpoint }),
  });
  const { QueueUrl: url } = await client.send(new CreateQueueCommand({ QueueName: name }));
  if (url === undefined) throw new Error('SQS made no queue');
  cleaning.add('the SQS queue', async () => {
    await client.send(new DeleteQueueCommand({ QueueUrl: url }));
    client.destroy();
  });
  const { Attributes: counts } = await client.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  if (Number(counts?.ApproximateNumberOfMessages ?? 0) > 0)
    throw new Error(`The queue ${name} is not empty`);
  return url;
}

async function ownTcs(
  url: string,
  prefix: string,
  trainees: number,
  cleaning: Cleaning,
): Promise<string> {
  // Fails where there is one of that name.
  const own = await ownTcsDatabase(url, `${prefix}tcs`);
  cleaning.add('the MySQL database', () => own.drop());
  await fillTcs(own.url, { trainees, seed }, londonDate(new Date()));
  return own.url;
}

async function ownReval(
  url: string,
  prefix: string,
  trainees: number,
  cleaning: Cleaning,
): Promise<string> {
  const own = ownRevalDatabase(url, `${prefix}reval`);
  const client = new MongoClient(own.url);
  const collections = await client
    .db()
    .listCollections()
    .toArray()
    .finally(() => client.close());
  if (collections.length > 0) throw new Error(`The database ${prefix}reval is not empty`);
  cleaning.add('the MongoDB database', () => own.drop());
  await fillReval(own.url, { trainees, seed }, londonDate(new Date()));
  return own.url;
}

/** Makes nothing: checks that there is none, and sees to it that none is left. */
async function ownIndexes(
  prefix: string,
  variables: BenchEnvironment['variables'],
  cleaning: Cleaning,
): Promise<void> {
  const withOpenSearch = async (work: (search: Search) => Promise<void>): Promise<void> => {
    const search = await openConfiguredSearch(variables);
    await work(search).finally(() => search.close());
  };
  await withOpenSearch(async (search) => {
    if ((await search.indexes(`${prefix}*`)).length > 0)
      throw new Error(`There are indexes called ${prefix}… already`);
  });
  cleaning.add('the indexes', () => withOpenSearch((search) => dropIndexes(search, prefix)));
}

/** `servers` false: everything embedded, whatever is configured. */
export async function prepare(
  trainees: number,
  servers: boolean,
  cleaning: Cleaning,
): Promise<BenchEnvironment> {
  const prefix = uniqueName('bench');
  const folder = await mkdtemp(path.join(tmpdir(), `${prefix}-`));
  cleaning.add('the temporary folder', () => rm(folder, { recursive: true, force: true }));
  const variables: Record<string, string> = {
    SYNTHETIC_TRAINEES: String(trainees),
    SYNTHETIC_SEED: String(seed),
    PARTICIPANTS: '',
    CONSOLE_ENVIRONMENT: 'local',
    CONSOLE_PRODUCTION: '',
  };
  if (!servers) {
    for (const name of serverVariables) variables[name] = '';
    return { prefix, trainees, variables, schema: null, folder };
  }
  const [databaseUrl, amqpUrl, managementUrl, tcsUrl, revalUrl] = (
    [
      'DATABASE_URL',
      'AMQP_URL',
      'RABBITMQ_MANAGEMENT_URL',
      'TCS_DATABASE_URL',
      'REVAL_MONGODB_URL',
    ] as const
  ).map(configuredUrl);
  if (typeof databaseUrl === 'string') await ownSchema(databaseUrl, prefix, cleaning);
  if (typeof amqpUrl === 'string') {
    if (typeof managementUrl === 'string')
      variables.AMQP_URL = await ownVirtualHost(amqpUrl, managementUrl, prefix, cleaning);
    else cleaning.add('the queues', () => deleteTopology(amqpUrl, prefix));
  }
  if (configuredUrl('SQS_ENDPOINT_URL') !== null || configuredUrl('SQS_GMC_QUEUE_URL') !== null) {
    variables.SQS_GMC_QUEUE_URL = await ownQueue(prefix, cleaning);
    variables.AWS_REGION = process.env.AWS_REGION ?? 'eu-west-2';
  }
  if (typeof tcsUrl === 'string')
    variables.TCS_DATABASE_URL = await ownTcs(tcsUrl, prefix, trainees, cleaning);
  if (typeof revalUrl === 'string')
    variables.REVAL_MONGODB_URL = await ownReval(revalUrl, prefix, trainees, cleaning);
  if (configuredUrl('OPENSEARCH_URL') !== null) await ownIndexes(prefix, variables, cleaning);
  return {
    prefix,
    trainees,
    variables,
    schema: typeof databaseUrl === 'string' ? prefix : null,
    folder,
  };
}
