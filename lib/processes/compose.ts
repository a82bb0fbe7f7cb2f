import { hostname } from 'node:os';
import { systemClock } from '#lib/kernel/clock.ts';
import { newId } from '#lib/kernel/ids.ts';
import { createDatabaseBroker } from '#lib/platform/broker/database.ts';
import { createRabbitMq } from '#lib/platform/broker/rabbitmq.ts';
import type { Env } from '#lib/platform/env.ts';
import { errorFacts, type Log } from '#lib/platform/log.ts';
import { openDatabaseSearch } from '#lib/platform/search/database.ts';
import type { World } from '#lib/platform/world.ts';
import { documented, openSources, usualPace, type SyncWorld } from '#lib/sync/index.ts';
import { openDatabase } from './open-database.ts';

export interface Composed {
  readonly world: SyncWorld;
  /** Messages, search, sources, then the database, on which embedded ones stand. */
  close(): Promise<void>;
}

function realPartsOf(env: Env): SyncWorld['realParts'] {
  const parts = [
    ['amqp', env.AMQP_URL],
    ['sqs', env.SQS_GMC_QUEUE_URL],
    ['search', env.OPENSEARCH_URL],
    ['tcs', env.TCS_DATABASE_URL],
    ['reval', env.REVAL_MONGODB_URL],
  ] as const;
  return new Set(parts.flatMap(([part, url]) => (url === undefined ? [] : [part])));
}

/** Puts a process together by hand. Nothing here waits for a service but for the database: the others may be away, and the pages say so. */
export async function compose(env: Env, log: Log): Promise<Composed> {
  const database = await openDatabase(env, log);
  const inDatabase = createDatabaseBroker(database, { log });
  const brokers: World['brokers'] = {
    amqp:
      env.AMQP_URL === undefined
        ? inDatabase
        : createRabbitMq({ url: env.AMQP_URL, log, ...(env.RABBITMQ_MANAGEMENT_URL === undefined ? {} : { managementUrl: env.RABBITMQ_MANAGEMENT_URL }) }),
    sqs: inDatabase,
  };
  const search = openDatabaseSearch(database);
  const sources = openSources({
    ...(env.TCS_DATABASE_URL === undefined ? {} : { tcsDatabaseUrl: env.TCS_DATABASE_URL }),
    ...(env.REVAL_MONGODB_URL === undefined ? {} : { revalMongodbUrl: env.REVAL_MONGODB_URL }),
    synthetic: { trainees: env.SYNTHETIC_TRAINEES, seed: env.SYNTHETIC_SEED },
  });
  const world: SyncWorld = {
    clock: systemClock,
    database,
    brokers,
    search,
    log,
    environment: { name: env.CONSOLE_ENVIRONMENT, isProduction: env.CONSOLE_PRODUCTION },
    sources,
    pipelines: [documented(env.REVAL_EXCHANGE)],
    participants: env.PARTICIPANTS,
    holder: `${hostname()}:${process.pid}:${newId()}`,
    pace: usualPace,
    realParts: realPartsOf(env),
  };
  return {
    world,
    async close() {
      const parts = [...new Set([brokers.amqp, brokers.sqs, inDatabase]), search, sources.tcs, sources.recommendation, sources.connection];
      for (const part of parts) {
        await part.close().catch((error: unknown) => log.warn(errorFacts(error), 'a part did not close in order'));
      }
      await database.close();
    },
  };
}
