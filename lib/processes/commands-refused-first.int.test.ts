/** Whoever will be refused makes no server work, however often they ask. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import {
  acceptAlias,
  adoptIndex,
  compareGenerations,
  editContract,
  indexesPermissions,
  noteGeneration,
  previewContract,
  removeAlias,
  repairAliases,
  resetContract,
  retireGeneration,
  rollBack,
} from '#lib/indexes/index.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import {
  cancelRun,
  contractOf,
  contractToChange,
  startRun,
  syncPermissions,
  type SyncWorld,
} from '#lib/sync/index.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { environmentNamed, worldOver } from '#lib/testing/sync/sync-world.ts';
import { tinyPipeline } from '#lib/testing/sync/tiny-pipeline.ts';

const admin: Actor = { id: 'a', name: 'admin@example.org', role: 'admin', requestId: 'r-admin' };
const viewer: Actor = { ...admin, id: 'v', name: 'viewer@example.org', role: 'viewer' };
const environment = 'prod';

interface Confirmed {
  readonly reason: string;
  readonly typedName: string;
}
type Command = (world: SyncWorld, actor: Actor, given: Confirmed) => Promise<Result<unknown>>;

const changeOf = (world: SyncWorld) =>
  contractToChange({ database: world.database, environments: [world] }, world);

const commands: Readonly<Record<string, Command>> = {
  'sync.start': (world, actor, given) =>
    startRun(world, actor, { environment, pipeline: 'tiny', ...given }),
  'sync.cancel': (world, actor, given) => cancelRun(world, actor, { run: 'prod-1', ...given }),
  'indexes.repair': async (world, actor, given) =>
    repairAliases(world, await contractOf(world), actor, { environment, ...given }),
  'indexes.rollback': async (world, actor, given) =>
    rollBack(world, await contractOf(world), actor, { environment, to: 'prod-1', ...given }),
  'indexes.retire': (world, actor, given) =>
    retireGeneration(world, actor, { environment, generation: 'prod-1', ...given }),
  'indexes.adopt': async (world, actor, given) =>
    adoptIndex(world, await contractOf(world), actor, { environment, index: 'stray', ...given }),
  'indexes.edit-contract': async (world, actor, given) =>
    editContract(world, await changeOf(world), actor, { environment, text: '', ...given }),
  'indexes.reset-contract': async (world, actor, given) =>
    resetContract(world, await changeOf(world), actor, { environment, ...given }),
  'indexes.accept': async (world, actor, given) =>
    acceptAlias(world, await changeOf(world), actor, { environment, alias: 'stray', ...given }),
  'indexes.remove-alias': async (world, actor, given) =>
    removeAlias(world, await contractOf(world), actor, { environment, alias: 'stray', ...given }),
};

/** Those that want no reason. */
const unconfirmed: Readonly<Record<string, Command>> = {
  'indexes.note': (world, actor) =>
    noteGeneration(world, actor, { environment, generation: 'prod-1', text: 'Kept' }),
  'indexes.compare': async (world, actor) =>
    compareGenerations(
      world,
      await contractOf(world),
      actor,
      { a: 'prod-1', b: 'prod-2' },
      new AbortController().signal,
    ),
  'the preview of an edit': async (world, actor) =>
    previewContract(world, await changeOf(world), actor, { environment, text: '' }),
};

describe('a command that will be refused', () => {
  let database: Database;
  let world: SyncWorld;
  const used: string[] = [];

  /** The same service, which notes whatever is used of it. */
  const noting = <T extends object>(service: string, of: T): T =>
    new Proxy(of, {
      get(target, name): unknown {
        used.push(`${service}.${String(name)}`);
        return Reflect.get(target, name);
      },
    });
  const usedBy = async (attempt: () => Promise<Result<unknown>>) => {
    used.length = 0;
    const result = await attempt();
    return { used: [...used], fault: result.ok ? null : result.fault.kind };
  };

  beforeAll(async () => {
    database = await embeddedDatabase();
    const plain = worldOver(database, {
      pipelines: [tinyPipeline({ pebbles: () => [] })],
      environment: environmentNamed(environment, true),
    });
    world = {
      ...plain,
      search: noting('search', plain.search),
      brokers: {
        amqp: noting('broker', plain.brokers.amqp),
        sqs: noting('broker', plain.brokers.sqs),
      },
      catalogue: noting('catalogue', plain.catalogue),
    };
  });
  afterAll(() => database.close());

  it('is each command that there is', () => {
    const actions = [...syncPermissions, ...indexesPermissions].map(({ action }) => action);
    expect(Object.keys({ ...commands, ...unconfirmed })).toEqual(expect.arrayContaining(actions));
  });

  const right: Confirmed = { reason: 'Asked by support', typedName: environment };

  it.each(Object.entries({ ...commands, ...unconfirmed }))(
    'asks no server for one who may not: %s',
    async (_, run) => {
      expect(await usedBy(() => run(world, viewer, right))).toEqual({
        used: [],
        fault: 'forbidden',
      });
    },
  );

  it.each(Object.entries(commands))(
    'asks no server without a reason or the name of production: %s',
    async (_, run) => {
      for (const wrong of [{ reason: '' }, { typedName: 'local' }])
        expect(await usedBy(() => run(world, admin, { ...right, ...wrong }))).toEqual({
          used: [],
          fault: 'invalid',
        });
    },
  );

  it('is told from one that may, which does ask', async () => {
    const asking = ['sync.start', 'indexes.adopt', 'indexes.accept', 'indexes.repair'];
    for (const [action, run] of Object.entries(commands))
      if (asking.includes(action))
        expect((await usedBy(() => run(world, admin, right))).used).not.toEqual([]);
    expect(Object.keys(commands)).toEqual(expect.arrayContaining(asking));
  });

  it('leaves a row of the refusal', async () => {
    const rows = await database.rows<{ action: string }>(
      `select distinct action from audit
       where outcome = 'denied' and actor = $1 and environment = $2`,
      [viewer.name, environment],
    );
    expect(rows.map(({ action }) => action).sort()).toEqual(
      [...Object.keys(commands), 'indexes.note'].sort(),
    );
  });
});
