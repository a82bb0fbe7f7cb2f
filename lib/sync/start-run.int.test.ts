/** Single flight where it is hardest: many connections to one PostgreSQL. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor, type Actor } from '#lib/access/index.ts';
import { postgresDatabase } from '#lib/testing/platform/databases.ts';
import { environmentNamed, worldOver } from '#lib/testing/sync/sync-world.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';
import { startRun } from './index.ts';

const url = process.env['DATABASE_URL'];

describe.skipIf(url === undefined)('starts over many connections (DATABASE_URL)', () => {
  let database: Awaited<ReturnType<typeof postgresDatabase>>;
  beforeAll(async () => {
    database = await postgresDatabase(url ?? '');
  });
  afterAll(() => database.close());

  test('of fifty at once over five connections one starts; every attempt is recorded', async () => {
    const others = Array.from({ length: 5 }, () => database.another());
    const worlds = others.map((other) =>
      worldOver(other, { pipelines: [tinyPipeline({ pebbles: () => [] })] }),
    );
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, n) => {
        const world = worlds[n % worlds.length];
        if (world === undefined) throw new Error('no world');
        return startRun(world, systemActor(`request-${String(n)}`), {
          environment: 'local',
          pipeline: 'tiny',
          reason: 'at once',
        });
      }),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.fault.kind === 'conflict')).toHaveLength(
      49,
    );
    expect(await database.rows('select 1 from run')).toHaveLength(1);
    const told = await database.rows('select event, title, path from notice');
    expect(told).toEqual([
      { event: 'run-started', title: 'Run local-1 was started', path: '/sync/local-1' },
    ]);
    const audited = await database.rows<{ outcome: string; count: number }>(
      `select outcome, count(*)::int as count from audit where action = 'sync.start'
       group by outcome order by outcome`,
    );
    expect(audited).toEqual([
      { outcome: 'done', count: 1 },
      { outcome: 'failed', count: 49 },
    ]);
    await Promise.all(others.map((other) => other.close()));
  });

  test('a viewer is refused, and that is recorded', async () => {
    const viewer: Actor = {
      ...systemActor('viewer-request'),
      name: 'viewer@example.org',
      role: 'viewer',
    };
    const world = worldOver(database, { pipelines: [tinyPipeline({ pebbles: () => [] })] });
    const result = await startRun(world, viewer, {
      environment: 'local',
      pipeline: 'tiny',
      reason: 'curious',
    });
    expect(result).toMatchObject({ ok: false, fault: { kind: 'forbidden' } });
    expect(
      await database.rows(`select actor, outcome from audit where request_id = 'viewer-request'`),
    ).toEqual([{ actor: 'viewer@example.org', outcome: 'denied' }]);
  });

  test('in production the name has to be typed and a reason given', async () => {
    const world = worldOver(database, {
      pipelines: [tinyPipeline({ pebbles: () => [] })],
      environment: environmentNamed('prod', true),
    });
    const start = (input: { reason: string; typedName?: string }): ReturnType<typeof startRun> =>
      startRun(world, systemActor('production'), {
        environment: 'prod',
        pipeline: 'tiny',
        ...input,
      });
    expect(await start({ reason: '', typedName: 'prod' })).toMatchObject({
      ok: false,
      fault: { kind: 'invalid' },
    });
    expect(await start({ reason: 'weekly', typedName: 'preprod' })).toMatchObject({
      ok: false,
      fault: { kind: 'invalid' },
    });
    expect(await start({ reason: 'weekly', typedName: 'prod' })).toMatchObject({ ok: true });
  });
});
