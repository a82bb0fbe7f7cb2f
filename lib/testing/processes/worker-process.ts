/**
 * A worker in a process of its own, to be killed by tests: `node --import tsx
 * lib/testing/processes/worker-process.ts SCHEMA SETUP`.
 */
import { openPostgres } from '#lib/platform/database/database.ts';
import { runWorker } from '#lib/sync/index.ts';
import { realWorld, type RealSetup } from '../sync/real-world.ts';

const [schema, setup] = process.argv.slice(2);
const url = process.env['DATABASE_URL'];
if (schema === undefined || setup === undefined || url === undefined)
  throw new Error('usage error');

async function work(databaseUrl: string, ownSchema: string, chosen: RealSetup): Promise<void> {
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  const world = await realWorld(openPostgres(databaseUrl, { schema: ownSchema }), chosen);
  process.stdout.write('ready\n');
  await runWorker(world, stopping.signal);
  process.exit(0);
}

// The parent wrote it as JSON of this type.
void work(url, schema, JSON.parse(setup) as RealSetup);
