import path from 'node:path';
import { systemClock } from '#lib/kernel/clock.ts';
import { catalogueOf } from '#lib/platform/outside-service.ts';
import type { Env } from '#lib/processes/env.ts';
import { createLog } from '#lib/platform/log.ts';
import { migrate } from '#lib/platform/database/migrate.ts';
import { openPglite, openPostgres, type Database } from '#lib/platform/database/database.ts';
import {
  environmentServices,
  openBrokers,
  openOwnSources,
  openSearch,
} from '#lib/processes/adapters.ts';
import { closeSources, keepDaysOf, usualPace, type SyncWorld } from '#lib/sync/index.ts';
import type { Cleaning } from './cleaning.ts';
import { benchPipeline, environmentOf } from './configured.ts';
import type { BenchEnvironment } from './environment.ts';

async function openDatabase(env: Env, environment: BenchEnvironment): Promise<Database> {
  const isReal = env.DATABASE_URL !== undefined && environment.schema !== null;
  const database = isReal
    ? openPostgres(env.DATABASE_URL ?? '', { schema: environment.schema })
    : await openPglite(path.join(environment.folder, 'database'));
  await migrate(database, path.join(process.cwd(), 'prisma', 'migrations'));
  return database;
}

/**
 * The product's own clients, put together as the product does it, over the bench's own resources.
 */
export async function openWorld(
  environment: BenchEnvironment,
  cleaning: Cleaning,
): Promise<SyncWorld> {
  const env = environmentOf(environment.variables);
  const log = createLog(process.env.LOG_LEVEL ?? 'silent', 'bench');
  const database = await openDatabase(env, environment);
  const pipelines = [benchPipeline(environment.prefix)];
  const brokers = openBrokers(env, env.CONSOLE_ENVIRONMENT, pipelines, database, log);
  const search = await openSearch(env, env.CONSOLE_ENVIRONMENT, database);
  const sources = openOwnSources(env);
  cleaning.add('the connections', async () => {
    await brokers.amqp.close();
    await brokers.sqs.close();
    await search.close();
    await closeSources(sources);
    await database.close();
  });
  const name = env.CONSOLE_ENVIRONMENT;
  const services = environmentServices(env, name, { brokers, search }, sources);
  return {
    clock: systemClock,
    database,
    brokers,
    search,
    log,
    environment: { name, title: name, isProduction: false, driver: 'managed' },
    sources,
    pipelines,
    participants: env.PARTICIPANTS,
    holder: `bench:${process.pid}`,
    pace: usualPace,
    keepDays: keepDaysOf(env),
    catalogue: catalogueOf(services, () => systemClock.now()),
  };
}
