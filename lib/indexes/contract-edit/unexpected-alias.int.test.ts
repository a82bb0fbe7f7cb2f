import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { FaultError } from '#lib/kernel/result.ts';
import { equals, isIn } from '#lib/platform/search/conditions.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { awayAfterSwap } from '#lib/testing/indexes/away-after-swap.ts';
import {
  onEverySearchEngine,
  operator,
  putAlias,
  sendTo,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import {
  acceptAlias,
  checkContract,
  getIndexOverview,
  previewAccept,
  previewRemove,
  readContracts,
  removeAlias,
  type ContractToChange,
} from '../index.ts';

const admin: Actor = { ...operator, id: 'admin-1', name: 'admin@example.org', role: 'admin' };

onEverySearchEngine('an alias that the contract does not name', (open) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  async function changeOf({ world, contract }: IndexesWorld): Promise<ContractToChange> {
    const { name } = world.environment;
    const found = (await readContracts(world.database, new Map([[name, contract]]))).get(name);
    if (found === undefined) throw new Error('no contract');
    return { contract: found, pipelines: [], taken: new Map(), cluster: null, neighbours: [] };
  }

  const command = ({ world }: IndexesWorld, alias: string) => ({
    environment: world.environment.name,
    reason: 'Asked by support',
    alias,
  });

  it('is accepted as it is', async () => {
    const here = engine.environment();
    const { world, base } = here;
    const { generations } = await here.settle(6);
    const alias = `${base}_extra`;
    const filter = isIn('existsInGmc', [true]);
    await putAlias(engine, alias, { index: generations[base] ?? '', filter });
    const view = await getIndexOverview(
      world,
      (await changeOf(here)).contract,
      world.environment.name,
    );
    expect(view.unexpected).toEqual([
      { name: alias, target: generations[base], filter: 'existsInGmc is one of true' },
    ]);
    const preview = await previewAccept(world, await changeOf(here), alias);
    expect(preview).toMatchObject({
      ok: true,
      value: { alias, follows: base, targets: [generations[base]], documents: 3, notes: [] },
    });
    const key = preview.ok ? preview.value.key : '';
    const accept = async (preview: string) =>
      acceptAlias(world, await changeOf(here), admin, { ...command(here, alias), preview });
    expect(
      await acceptAlias(world, await changeOf(here), operator, command(here, alias)),
    ).toMatchObject({
      fault: { kind: 'forbidden' },
    });
    expect(await accept('another')).toMatchObject({ fault: { kind: 'conflict' } });
    expect(await accept(key)).toMatchObject({
      ok: true,
      value: { version: 2, differences: [{ alias, before: null, after: { target: base } }] },
    });
    const { contract } = await changeOf(here);
    const checks = await checkContract(world, contract.aliases);
    expect(checks.at(-1)).toMatchObject({ name: alias, state: 'matches', shows: 3 });
    expect(await accept(key)).toMatchObject({ fault: { kind: 'precondition' } });
  });

  it('is removed, read back, and recorded', async () => {
    const here = engine.environment();
    const { world, base, contract } = here;
    const { generations } = await here.settle(4);
    const alias = `${base}_extra`;
    await putAlias(engine, alias, { index: generations[base] ?? '' });
    const preview = await previewRemove(world, contract, alias);
    if (!preview.ok) throw new Error(preview.fault.says);
    expect(preview.value).toMatchObject({ alias, filter: null, documents: 4 });
    expect(preview.value.request).toContain(alias);
    expect(
      await removeAlias(world, contract, operator, { ...command(here, alias), preview: 'another' }),
    ).toMatchObject({ fault: { kind: 'conflict' } });
    expect(
      await removeAlias(world, contract, operator, {
        ...command(here, alias),
        preview: preview.value.key,
      }),
    ).toEqual({
      ok: true,
      value: { environment: world.environment.name, alias, warnings: [] },
    });
    expect((await engine.search.aliases()).some(({ name }) => name === alias)).toBe(false);
    expect(
      (await checkContract(world, contract.aliases)).every(({ state }) => state === 'matches'),
    ).toBe(true);
    expect(
      await world.database.rows(
        `select kind, actor, reason, outcome, removals from reader_change
         where environment = $1 and kind = 'removal'`,
        [world.environment.name],
      ),
    ).toEqual([
      {
        kind: 'removal',
        actor: operator.name,
        reason: 'Asked by support',
        outcome: 'done',
        removals: [
          {
            alias,
            from: [generations[base]],
            previousFilters: { [generations[base] ?? '']: null },
          },
        ],
      },
    ]);
    expect(
      await world.database.rows(
        `select outcome, target from audit
         where environment = $1 and action = 'indexes.remove-alias' order by id`,
        [world.environment.name],
      ),
    ).toMatchObject([
      { outcome: 'begun' },
      { outcome: 'failed' },
      { outcome: 'begun' },
      { outcome: 'done', target: alias },
    ]);
    expect(await removeAlias(world, contract, operator, command(here, alias))).toMatchObject({
      fault: { kind: 'not-found' },
    });
  });

  it('is recorded as removed when that is asked for again after its answer was lost', async () => {
    const here = engine.environment();
    const { world, base, contract } = here;
    const { generations } = await here.settle(2);
    const alias = `${base}_extra`;
    await putAlias(engine, alias, { index: generations[base] ?? '' });
    const away = () => Promise.reject(new FaultError({ kind: 'unavailable', says: 'Away.' }));
    let isAway = false;
    const search: Search = {
      ...engine.search,
      aliases: () => (isAway ? away() : engine.search.aliases()),
      async swap(plan) {
        await engine.search.swap(plan);
        isAway = true;
        return away();
      },
    };
    const lost = await removeAlias({ ...world, search }, contract, operator, command(here, alias));
    expect(lost).toMatchObject({ fault: { kind: 'unavailable' } });
    expect(await removeAlias(world, contract, operator, command(here, alias))).toMatchObject({
      ok: true,
      value: { warnings: [expect.stringContaining('asked for it and got no answer')] },
    });
  });

  it('stays removed where the engine goes away before that is read back', async () => {
    const here = engine.environment();
    const { world, base, contract } = here;
    const { generations } = await here.settle(2);
    const alias = `${base}_extra`;
    await putAlias(engine, alias, { index: generations[base] ?? '' });
    const search = awayAfterSwap(engine.search);
    expect(
      await removeAlias({ ...world, search }, contract, operator, command(here, alias)),
    ).toMatchObject({
      ok: true,
      value: { warnings: [expect.stringContaining('Whether it stays away is not known')] },
    });
    expect(await removeAlias(world, contract, operator, command(here, alias))).toMatchObject({
      fault: { kind: 'not-found' },
    });
  });

  it('keeps nobody from the next one where another client adds it again', async () => {
    const here = engine.environment();
    const { world, base, contract } = here;
    const { generations } = await here.settle(2);
    const alias = `${base}_extra`;
    const add = () => putAlias(engine, alias, { index: generations[base] ?? '' });
    await add();
    const search: Search = {
      ...engine.search,
      async swap(plan) {
        const swapped = await engine.search.swap(plan);
        await add();
        return swapped;
      },
    };
    const undone = await removeAlias(
      { ...world, search },
      contract,
      operator,
      command(here, alias),
    );
    expect(undone.ok ? '' : undone.fault.says).toContain('did not stay away');
    expect(await removeAlias(world, contract, operator, command(here, alias))).toMatchObject({
      ok: true,
      value: { warnings: [] },
    });
  });

  it('stays where it is nothing of ours, or named by the contract', async () => {
    const here = engine.environment();
    const { world, base, contract } = here;
    const { generations } = await here.settle(2);
    const foreign = `${base}_else`;
    await engine.search.create({ name: `${base}-foreign`, fields: {}, keyField: 'key' });
    await putAlias(engine, foreign, { index: `${base}-foreign` });
    for (const alias of [foreign, base]) {
      const refused = { fault: { kind: 'precondition' } };
      expect(await removeAlias(world, contract, operator, command(here, alias))).toMatchObject(
        refused,
      );
      expect(
        await acceptAlias(world, await changeOf(here), admin, command(here, alias)),
      ).toMatchObject(refused);
    }
    const doctorsOwn = `${base}_one`;
    await putAlias(engine, doctorsOwn, {
      index: generations[base] ?? '',
      filter: equals('gmcReferenceNumber', '7000000'),
    });
    const personal = await previewAccept(world, await changeOf(here), doctorsOwn);
    expect(personal).toMatchObject({ fault: { kind: 'precondition' } });
    expect(personal.ok ? '' : personal.fault.says).toContain('Leave out numbers of seven digits');
    if (engine.url !== null) {
      await sendTo(engine.url, 'POST', '/_aliases', {
        actions: [
          {
            add: {
              index: generations[base],
              alias: doctorsOwn,
              filter: { match: { designatedBody: 'a' } },
            },
          },
        ],
      });
      const unreadable = await previewAccept(world, await changeOf(here), doctorsOwn);
      expect(unreadable.ok ? '' : unreadable.fault.says).toContain('none that this console can');
    }
    expect(await engine.search.aliases()).toContainEqual(
      expect.objectContaining({ name: foreign }),
    );
  });
});
