/** One whole sync with every service embedded, verified by reading the index itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { expectDocuments } from '#lib/testing/sync/expect-documents.ts';
import { startWorker, worldOver } from '#lib/testing/sync/sync-world.ts';
import { until } from '#lib/testing/platform/until.ts';
import { openSources } from '../participants/open-sources.ts';
import { expectedCounts } from '../participants/synthetic/expected.ts';
import { showRun, startRun } from '../index.ts';
import { documented } from './documented.ts';

const population = { trainees: 3_000, seed: 7 };
let database: Database;

beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(async () => {
  await database.close();
});

test('a whole run makes exactly the document that each person was made for', async () => {
  const world = worldOver(database, {
    pipelines: [documented('reval.exchange')],
    sources: openSources({ synthetic: population }),
  });
  const worker = startWorker(world);
  const started = await startRun(world, systemActor('test'), {
    environment: 'local',
    pipeline: 'documented',
    reason: 'test',
  });
  if (!started.ok) throw new Error(started.fault.says);
  const run = await until('the run to end', async () => {
    const shown = await showRun(world, started.value.run);
    return shown.ok && shown.value.run.endedAt !== null ? shown.value.run : null;
  });
  await worker.stop();

  expect(run.fault).toBeNull();
  expect(run.state).toBe('settled');
  const counts = expectedCounts(population, run.asOf);
  const [, trainees, doctors, derived] = run.stages;
  expect(trainees).toMatchObject({
    sent: counts.trainees,
    received: counts.trainees,
    merged: counts.conflicts,
    withheld: counts.withheld,
  });
  expect(doctors).toMatchObject({
    sent: counts.doctors,
    received: counts.doctors,
    quarantined: counts.doctorsQuarantined,
  });
  const pairs = Object.values(counts.derived).reduce((sum, count) => sum + count, 0);
  expect(derived).toMatchObject({ expected: pairs, received: pairs, written: pairs });
  expect(run.conflicts).toBe(counts.conflicts);
  expect(run.quarantined).toBe(counts.withheld + counts.doctorsQuarantined);
  await expectDocuments(world.search, '', population, run.asOf);
});
