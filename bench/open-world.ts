import path from 'node:path';
import type { Env } from '#lib/processes/configuration/env.ts';
import { createLog } from '#lib/platform/log.ts';
import { migrate } from '#lib/platform/database/migrate.ts';
import { openPglite, openPostgres, type Database } from '#lib/platform/database/database.ts';
import {
  closeEnvironment,
  composeEnvironment,
  type EnvironmentWorld,
} from '#lib/processes/compose.ts';
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
): Promise<EnvironmentWorld> {
  const env = environmentOf(environment.variables);
  const log = createLog(process.env.LOG_LEVEL ?? 'silent', 'bench');
  const database = await openDatabase(env, environment);
  const name = env.CONSOLE_ENVIRONMENT;
  const world = await composeEnvironment(
    {
      environment: { name, title: name, isProduction: false, driver: 'managed' },
      env,
      pipelines: [benchPipeline(environment.prefix)],
      scheduledOn: [],
      probes: [],
      components: {},
    },
    { database, log, holder: `bench:${process.pid}` },
  );
  cleaning.add('the connections', async () => {
    await closeEnvironment(world);
    await database.close();
  });
  return world;
}
