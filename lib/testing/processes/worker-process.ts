/**
 * A worker in a process of its own, to be killed by tests in the middle of the trainees, where its
 * source stands still: `node --import tsx lib/testing/processes/worker-process.ts SCHEMA SETUP`.
 */
import { openPostgres } from '#lib/platform/database/database.ts';
import { runWorker } from '#lib/sync/index.ts';
import type { TcsSource } from '#lib/sync/participants/sources.ts';
import { realWorld, type RealSetup } from '../sync/real-world.ts';

const [schema, setup] = process.argv.slice(2);
const url = process.env['DATABASE_URL'];
if (schema === undefined || setup === undefined || url === undefined)
  throw new Error('usage error');

/** Most of the people, and then nothing: however late the killer comes, it meets the middle. */
async function* standingStill<T>(
  pages: AsyncIterable<readonly T[]>,
  afterRows: number,
): AsyncGenerator<readonly T[]> {
  let rows = 0;
  for await (const page of pages) {
    yield page;
    rows += page.length;
    if (rows >= afterRows) await new Promise<never>(() => undefined);
  }
}

async function work(databaseUrl: string, ownSchema: string, chosen: RealSetup): Promise<void> {
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  const world = await realWorld(openPostgres(databaseUrl, { schema: ownSchema }), chosen);
  const { tcs } = world.sources;
  const afterRows = Math.floor(chosen.population.trainees / 2);
  const stalled: TcsSource = {
    isSynthetic: tcs.isSynthetic,
    countTrainees: (asOf) => tcs.countTrainees(asOf),
    people: (asOf) => standingStill(tcs.people(asOf), afterRows),
    ping: () => tcs.ping(),
    close: () => tcs.close(),
  };
  process.stdout.write('ready\n');
  await runWorker({ ...world, sources: { ...world.sources, tcs: stalled } }, stopping.signal);
  process.exit(0);
}

// The parent wrote it as JSON of this type.
void work(url, schema, JSON.parse(setup) as RealSetup);
