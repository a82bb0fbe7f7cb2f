/** An engine that refuses all writes, as when its disk is full. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  doctor,
  onRealSearchEngines,
  operator,
  putAlias,
  sendTo,
  type IndexesWorld,
  type RealSearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { checkContract, removeAlias, repairAliases, retireGeneration, rollBack } from '../index.ts';
import { swapGenerations } from './swap-generations.ts';

const full = 'The disk of the search engine is full: it takes no writes until space is freed';

onRealSearchEngines('a search engine that refuses writes', (open) => {
  let engine: RealSearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  /** As the engine sets it at the flood stage of its disk (`read_only_allow_delete`), and frees. */
  const block = async (here: IndexesWorld, name: string, isOn: boolean): Promise<void> => {
    const indexes = [here.base, here.derived].map((base) => `${base}_*`).join(',');
    await sendTo(engine.url, 'PUT', `/${indexes}/_settings`, {
      [`index.blocks.${name}`]: isOn ? true : null,
    });
  };

  const before = async (here: IndexesWorld) => {
    const all = await engine.search.aliases();
    return all.filter(({ name }) => name.startsWith(here.base) || name.startsWith(here.derived));
  };

  const asked = (here: IndexesWorld) => ({
    environment: here.world.environment.name,
    reason: 'Wrong bodies',
  });
  const isRight = async (here: IndexesWorld): Promise<boolean> =>
    (await checkContract(here.world, here.contract.aliases)).every(
      ({ state }) => state === 'matches',
    );
  const unsettled = (here: IndexesWorld) =>
    engine.database.rows('select 1 from reader_change where environment = $1 and outcome <> $2', [
      here.world.environment.name,
      'done',
    ]);

  const commands: readonly (readonly [
    string,
    (here: IndexesWorld, first: string) => Promise<unknown>,
  ])[] = [
    ['a repair', (here) => repairAliases(here.world, here.contract, operator, { ...asked(here) })],
    [
      'a roll back',
      (here, first) => rollBack(here.world, here.contract, operator, { ...asked(here), to: first }),
    ],
  ];

  it.each(commands)('%s says why in the words of the engine, and does nothing', async (_, run) => {
    const here = engine.environment();
    const first = await here.settle(3);
    await here.settle(4);
    await putAlias(engine, `${here.base}_connections`, { index: (await liveIn(here)) ?? '' });
    const [was] = [await before(here)];
    await block(here, 'read_only_allow_delete', true);
    expect(await run(here, first.run.name)).toMatchObject({ ok: false, fault: { says: full } });
    expect(await before(here)).toEqual(was);
    expect(await unsettled(here)).toEqual([]);

    await block(here, 'read_only_allow_delete', false);
    expect(await run(here, first.run.name)).toMatchObject({ ok: true });
    expect(await isRight(here)).toBe(true);
  });

  it('a repair that keeps a copy says so and leaves none, until the block is gone', async () => {
    const here = engine.environment();
    await here.settle(4);
    const alias = `${here.base}_connections`;
    await putAlias(engine, alias, null);
    const [family] = here.contract.indexes;
    if (family === undefined) throw new Error('no family');
    await engine.search.create({ ...family, name: alias });
    await here.fill(alias, [doctor(0), doctor(1)]);
    await engine.search.settings(alias, 'searchable');
    const named = async () =>
      (await engine.search.indexes(`${alias}*`)).map(({ name }) => name).sort();
    const repair = () => repairAliases(here.world, here.contract, operator, asked(here));
    await block(here, 'read_only_allow_delete', true);
    expect(await repair()).toMatchObject({ ok: false, fault: { says: full } });
    expect(await named()).toEqual([alias]);
    expect(await unsettled(here)).toEqual([]);

    await block(here, 'read_only_allow_delete', false);
    expect(await repair()).toMatchObject({ ok: true, value: { keptCopies: [{ of: alias }] } });
    expect(await isRight(here)).toBe(true);
  });

  it('removing an alias says so and removes nothing, until the block is gone', async () => {
    const here = engine.environment();
    await here.settle(3);
    const alias = `${here.base}_extra`;
    await putAlias(engine, alias, { index: (await liveIn(here)) ?? '' });
    const was = await before(here);
    const remove = () =>
      removeAlias(here.world, here.contract, operator, { ...asked(here), alias });
    await block(here, 'read_only_allow_delete', true);
    expect(await remove()).toMatchObject({ ok: false, fault: { says: full } });
    expect(await before(here)).toEqual(was);
    expect(await unsettled(here)).toEqual([]);

    await block(here, 'read_only_allow_delete', false);
    expect(await remove()).toMatchObject({ ok: true });
    expect((await before(here)).some(({ name }) => name === alias)).toBe(false);
  });

  const liveIn = async ({ base }: IndexesWorld): Promise<string | undefined> =>
    (await engine.search.aliases()).find(({ name }) => name === base)?.index;

  it('a swap says so, moves nothing, and moves all once the block is gone', async () => {
    const here = engine.environment();
    await here.settle(3);
    const built = await here.build(5);
    const was = await before(here);
    const swap = () =>
      swapGenerations(here.world, {
        environment: here.world.environment.name,
        ...built,
        ...here.contract,
        guard: () => Promise.resolve(true),
      });
    await block(here, 'read_only_allow_delete', true);
    expect(await swap()).toMatchObject({ ok: false, fault: { says: full } });
    expect(await before(here)).toEqual(was);
    await block(here, 'read_only_allow_delete', false);
    expect(await swap()).toMatchObject({ ok: true });
    expect(await isRight(here)).toBe(true);
  });

  it('retiring frees space on a full disk, and says why where nothing may be dropped', async () => {
    const here = engine.environment();
    const first = await here.settle(3);
    await here.settle(4);
    await here.settle(5);
    const retire = () =>
      retireGeneration(here.world, operator, { ...asked(here), generation: first.run.name });
    await block(here, 'read_only', true);
    const refused = await retire();
    expect(refused).toMatchObject({ ok: false, fault: { kind: 'precondition' } });
    expect(!refused.ok && refused.fault.says).toContain('is set to read-only');
    await block(here, 'read_only', false);
    await block(here, 'read_only_allow_delete', true);
    expect(await retire()).toMatchObject({ ok: true });
    await block(here, 'read_only_allow_delete', false);
  });
});
