/**
 * A whole sync over the real servers that the environment names, verified by reading the index
 * itself.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import { londonDate } from '#lib/kernel/clock.ts';
import type { Run } from '../model.ts';
import { postgresDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import { expectDocuments } from '#lib/testing/sync/expect-documents.ts';
import {
  closeWorld,
  dropIndexes,
  prepareServers,
  realWorld,
  type RealSetup,
} from '#lib/testing/sync/real-world.ts';
import { startWorker } from '#lib/testing/sync/sync-world.ts';
import { until } from '#lib/testing/platform/until.ts';
import { showRun, startRun } from '../index.ts';
import type { SyncWorld } from '../world.ts';

const needed = [
  'DATABASE_URL',
  'AMQP_URL',
  'SQS_ENDPOINT_URL',
  'OPENSEARCH_URL',
  'TCS_DATABASE_URL',
  'REVAL_MONGODB_URL',
];
const isThere = needed.every((name) => process.env[name] !== undefined);

async function start(world: SyncWorld): Promise<Run> {
  const started = await startRun(world, systemActor('test'), {
    environment: 'local',
    pipeline: 'documented',
    reason: 'test',
  });
  if (!started.ok) throw new Error(started.fault.says);
  return started.value;
}

async function runOf(world: SyncWorld, run: Run): Promise<Run> {
  const shown = await showRun(world, run.run);
  if (!shown.ok) throw new Error(shown.fault.says);
  return shown.value.run;
}

const ended = (world: SyncWorld, run: Run): Promise<Run> =>
  until(`${run.run} to end`, async () => {
    const now = await runOf(world, run);
    return now.endedAt === null ? null : now;
  });

const engines = [
  { engine: 'OpenSearch 3 (OPENSEARCH_URL)', url: process.env['OPENSEARCH_URL'], isKilled: true },
  {
    engine: 'OpenSearch 1.3 (OPENSEARCH13_URL)',
    url: process.env['OPENSEARCH13_URL'],
    isKilled: false,
  },
  {
    engine: 'Elasticsearch 7.10 (ELASTICSEARCH7_URL)',
    url: process.env['ELASTICSEARCH7_URL'],
    isKilled: false,
  },
];

describe.skipIf(!isThere).each(engines.filter(({ url }) => url !== undefined || !isThere))(
  `the documented pipeline over real servers (${needed.join(', ')}) into $engine`,
  ({ url, isKilled }) => {
    const population = { trainees: 6_000, seed: 11 };
    const prefix = uniqueName('it');
    let database: Awaited<ReturnType<typeof postgresDatabase>>;
    let servers: Awaited<ReturnType<typeof prepareServers>>;
    let setup: RealSetup;
    let world: SyncWorld;

    beforeAll(async () => {
      database = await postgresDatabase(process.env['DATABASE_URL'] ?? '');
      servers = await prepareServers(prefix, population, londonDate(new Date()), { sources: true });
      setup = { ...servers.setup, opensearchUrl: url ?? null };
      world = await realWorld(database, setup);
    });
    afterAll(async () => {
      await dropIndexes(world.search, prefix);
      await closeWorld(world);
      await servers.clean();
      await database.close();
    });

    const verifyAll = ({ asOf }: Run): Promise<void> =>
      expectDocuments(world.search, prefix, population, asOf);

    test('makes exactly the document that each person was made for', async () => {
      const worker = startWorker(world);
      const run = await ended(world, await start(world));
      await worker.stop();
      expect(run.fault).toBeNull();
      expect(run.state).toBe('settled');
      await verifyAll(run);
    });

    // One engine is enough for that, and a test that never runs anywhere would be a skip.
    if (!isKilled) return;
    test('a worker killed in the middle of a stage is replaced, with the same result', async () => {
      const child = spawn(
        process.execPath,
        [
          '--import',
          'tsx',
          'lib/testing/processes/worker-process.ts',
          database.schema,
          JSON.stringify(setup),
        ],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      await firstLine(child);
      const run = await start(world);
      await until('some of the trainees to have come', async () => {
        const stage = (await runOf(world, run)).stages[1];
        return stage?.state === 'running' && stage.received > 500;
      });
      child.kill('SIGKILL');
      await once(child, 'exit');
      const killedAt = (await runOf(world, run)).stages[1];
      expect(killedAt?.state).toBe('running');

      const worker = startWorker(world);
      const after = await ended(world, run);
      await worker.stop();
      expect(after.fault).toBeNull();
      expect(after.state).toBe('settled');
      expect(after.stages[1]?.attempt).toBeGreaterThan(1);
      expect(await database.rows('select 1 from run')).toHaveLength(2);
      await verifyAll(after);
    });
  },
);

async function firstLine(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error('the worker has no output');
  await once(child.stdout, 'data');
}
