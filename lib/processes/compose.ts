import { hostname } from 'node:os';
import { systemClock } from '#lib/kernel/clock.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { Env } from '#lib/platform/env.ts';
import { errorFacts, type Log } from '#lib/platform/log.ts';
import { documented, usualPace, type SyncWorld } from '#lib/sync/index.ts';
import { openDatabase } from './open-database.ts';
import { openBrokers, openOwnSources, openSearch, realServicesOf } from './adapters.ts';

export interface Composed {
  readonly world: SyncWorld;
  /** Messages, search, sources, then the database, on which embedded ones stand. */
  close(): Promise<void>;
}

/**
 * Puts a process together by hand. Nothing here waits for a service but for the database: the
 * others may be away, and the pages say so.
 */
export async function compose(env: Env, log: Log): Promise<Composed> {
  const database = await openDatabase(env, log);
  const pipelines = [documented(env.REVAL_EXCHANGE)];
  const brokers = openBrokers(env, pipelines, database, log);
  const search = await openSearch(env, database);
  const sources = openOwnSources(env);
  const world: SyncWorld = {
    clock: systemClock,
    database,
    brokers,
    search,
    log,
    environment: { name: env.CONSOLE_ENVIRONMENT, isProduction: env.CONSOLE_PRODUCTION },
    sources,
    pipelines,
    participants: env.PARTICIPANTS,
    holder: `${hostname()}:${process.pid}:${newId()}`,
    pace: usualPace,
    realServices: realServicesOf(env),
  };
  return {
    world,
    async close() {
      const parts = [
        ...new Set([brokers.amqp, brokers.sqs]),
        search,
        sources.tcs,
        sources.recommendation,
        sources.connection,
      ];
      for (const part of parts) {
        await part
          .close()
          .catch((error: unknown) => log.warn(errorFacts(error), 'a part did not close in order'));
      }
      await database.close();
    },
  };
}
