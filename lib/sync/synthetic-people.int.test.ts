import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#lib/access/index.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { environmentNamed, worldOver } from '#lib/testing/sync/sync-world.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { isSynthetic, startReadiness, startRun } from './index.ts';
import type { SyncWorld } from './world.ts';

let database: Database;
beforeAll(async () => {
  database = await embeddedDatabase();
});
afterAll(() => database.close());

/** A world whose index is one that others read, as far as this rule can tell. */
function worldOf(name: string, isProduction: boolean): SyncWorld {
  const pipelines = [tinyPipeline({ pebbles: () => [] })];
  const world = worldOver(database, {
    pipelines,
    environment: environmentNamed(name, isProduction),
  });
  return { ...world, search: { ...world.search, kind: 'opensearch' } };
}

const start = (world: SyncWorld, more: { acknowledgement?: string; dry?: boolean } = {}) =>
  startRun(world, systemActor('test'), {
    environment: world.environment.name,
    typedName: world.environment.name,
    pipeline: 'tiny',
    reason: 'test',
    ...more,
  });

test('production reads made-up people only where somebody typed that it shall', async () => {
  const world = worldOf('live', true);
  expect(await startReadiness(world)).toMatchObject({ value: { needsAcknowledgement: true } });
  expect(await start(world)).toMatchObject({
    ok: false,
    fault: { kind: 'invalid', fields: { acknowledgement: 'Type synthetic people.' } },
  });
  expect(await start(world, { acknowledgement: 'synthetic' })).toMatchObject({ ok: false });
  expect(await start(world, { acknowledgement: ' synthetic people ' })).toMatchObject({
    ok: true,
    value: { synthetic: true },
  });
});

test('a dry run, real people, and what is not production need no acknowledgement', async () => {
  expect(await start(worldOf('dry', true), { dry: true })).toMatchObject({ ok: true });
  expect(await start({ ...worldOf('real', true), hasSyntheticPeople: false })).toMatchObject({
    ok: true,
    value: { synthetic: false },
  });
  expect(await start(worldOf('stage', false))).toMatchObject({ ok: true });
});

test.each([
  [['tcs', 'recommendation'], {}, true],
  [['tcs'], { REVAL_MONGODB_URL: 'mongodb://h/d' }, true],
  [['tcs'], { TCS_DATABASE_URL: 'mysql://h/d' }, true],
  [['tcs'], { REVAL_MONGODB_URL: 'mongodb://h/d', TCS_DATABASE_URL: 'mysql://h/d' }, false],
  [['recommendation'], { REVAL_MONGODB_URL: 'mongodb://h/d' }, false],
] as const)('ours are %s, with %o: made up %s', (ours, urls, expected) => {
  expect(isSynthetic({ PARTICIPANTS: new Set(ours), ...urls })).toBe(expected);
});
