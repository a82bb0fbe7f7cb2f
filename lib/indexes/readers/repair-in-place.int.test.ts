/** Where the existing Integration service fills one index in place, and its aliases lead there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { missing, not } from '#lib/platform/search/conditions.ts';
import {
  doctor,
  onEverySearchEngine,
  operator,
  putAlias,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import {
  adoptIndex,
  checkContract,
  checkContractNow,
  getIndexOverview,
  isUnbuilt,
  previewRepair,
  previewRollBack,
  repairAliases,
  retireGeneration,
  type PlannedContract,
  type UsersPage,
} from '../index.ts';

const page = (given: Partial<UsersPage>): UsersPage => ({
  page: 'Connections',
  tab: null,
  reads: null,
  beforeStage: {},
  withoutFilter: 'lists-everyone',
  isMadeWhenMissing: false,
  harmed: 'admins',
  lists: [],
  ...given,
});

interface InPlace extends IndexesWorld {
  readonly contract: PlannedContract;
  readonly aliases: readonly [connections: string, discrepancies: string, all: string];
}

onEverySearchEngine('an index that is filled in place', (open) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  async function inPlace(doctors: readonly ReturnType<typeof doctor>[]): Promise<InPlace> {
    const here = engine.environment();
    const { base, fill } = here;
    const [family] = here.contract.indexes;
    if (family === undefined) throw new Error('no family');
    const [connections, discrepancies] = here.contract.aliases
      .filter(({ target, name }) => target === base && name !== base)
      .map((alias) => ({ ...alias, isInPlace: true as const }));
    if (connections === undefined || discrepancies === undefined) throw new Error('no aliases');
    const all = { name: `${base}_all`, target: base, filter: null, isInPlace: true as const };
    await engine.search.create({ ...family, name: base });
    await fill(base, doctors);
    await engine.search.settings(base, 'searchable');
    const wanted = [connections, discrepancies, all];
    for (const { name, filter } of wanted) await putAlias(engine, name, { index: base, filter });
    return {
      ...here,
      aliases: [connections.name, discrepancies.name, all.name],
      contract: { aliases: wanted, indexes: [family], pages: [] },
    };
  }

  const doctors = Array.from({ length: 6 }, (_, at) => doctor(at));
  const statesOf = async ({ world, contract }: InPlace) =>
    (await checkContract(world, contract.aliases)).map(({ state }) => state);
  const repairIn = ({ world, contract }: InPlace) =>
    repairAliases(world, contract, operator, {
      environment: world.environment.name,
      reason: 'Left out by the sync',
    });
  const indexesOf = async ({ base }: InPlace) =>
    (await engine.search.indexes(`${base}*`)).map(({ name, documents }) => [name, documents]);

  it('gets its missing alias back, and nothing else changes', async () => {
    const here = await inPlace(doctors);
    const [, discrepancies] = here.aliases;
    expect(await statesOf(here)).toEqual(['matches', 'matches', 'matches']);
    await putAlias(engine, discrepancies, null);
    expect(await checkContract(here.world, here.contract.aliases)).toMatchObject([
      { state: 'matches' },
      { state: 'missing', expected: { target: here.base }, shouldShow: 2 },
      { state: 'matches' },
    ]);
    expect(await previewRepair(here.world, here.contract)).toMatchObject({
      ok: true,
      value: { moves: [{ alias: discrepancies, after: { target: here.base } }], copies: [] },
    });
    expect(await repairIn(here)).toMatchObject({
      ok: true,
      value: { repaired: [discrepancies], keptCopies: [], warnings: [] },
    });
    expect(await statesOf(here)).toEqual(['matches', 'matches', 'matches']);
    expect(await indexesOf(here)).toEqual([[here.base, 6]]);
  });

  it('is looked at anew by whoever asks right after it was put right', async () => {
    const here = await inPlace(doctors);
    const [, discrepancies] = here.aliases;
    const now = new Date();
    const world = { ...here.world, clock: { now: () => now } };
    const name = world.environment.name;
    const seen = async () => {
      const { aliases } = await checkContractNow(world, here.contract);
      const overview = await getIndexOverview(world, here.contract, name);
      return [aliases, overview.aliases].map((all) => all.map(({ state }) => state));
    };
    const isMissing = ['matches', 'missing', 'matches'];
    await putAlias(engine, discrepancies, null);
    expect(await seen()).toEqual([isMissing, isMissing]);
    expect((await repairIn(here)).ok).toBe(true);
    const isWell = ['matches', 'matches', 'matches'];
    expect(await seen()).toEqual([isWell, isWell]);
  });

  it('keeps a copy of the index that a service made under the name of its alias', async () => {
    const here = await inPlace(doctors);
    const [, , all] = here.aliases;
    const [family] = here.contract.indexes;
    if (family === undefined) throw new Error('no family');
    await putAlias(engine, all, null);
    await engine.search.create({ ...family, name: all });
    await here.fill(all, [doctor(0)]);
    await engine.search.settings(all, 'searchable');
    expect(await statesOf(here)).toEqual(['matches', 'matches', 'different']);
    const repaired = await repairIn(here);
    if (!repaired.ok) throw new Error(repaired.fault.says);
    expect(repaired.value.keptCopies.map(({ of }) => of)).toEqual([all]);
    expect(await statesOf(here)).toEqual(['matches', 'matches', 'matches']);
    expect(await indexesOf(here)).toEqual(
      expect.arrayContaining([
        [here.base, 6],
        [repaired.value.keptCopies[0]?.copy, 1],
      ]),
    );
  });

  it('is shown as what users read, and is neither adopted, retired nor left', async () => {
    const here = await inPlace(doctors);
    const { world, contract, base } = here;
    const { name } = world.environment;
    const view = await getIndexOverview(world, contract, name);
    expect(isUnbuilt(view)).toBe(false);
    expect(view.generations).toMatchObject([{ index: base, role: 'live', isInPlace: true }]);
    expect(view.others.map((other) => other.name)).not.toContain(base);
    await putAlias(engine, `${base}_extra`, { index: base });
    const input = { environment: name, reason: 'test' };
    expect(await adoptIndex(world, contract, operator, { ...input, index: base })).toMatchObject({
      fault: { kind: 'precondition' },
    });
    expect(await retireGeneration(world, operator, { ...input, generation: base })).toMatchObject({
      fault: { kind: 'not-found' },
    });
    const back = await previewRollBack(world, contract, base);
    expect(back).toMatchObject({ fault: { kind: 'precondition' } });
    expect(back.ok ? '' : back.fault.says).toContain('run by the Integration service');
    expect(await indexesOf(here)).toEqual([[base, 6]]);
  });

  it('has no alias repaired while the index itself is gone', async () => {
    const here = await inPlace(doctors);
    await engine.search.swap({ moves: [], removeIndexes: [here.base] });
    expect(await statesOf(here)).toEqual(['missing', 'missing', 'missing']);
    expect(await repairIn(here)).toMatchObject({
      fault: {
        kind: 'precondition',
        says: `There is no index ${here.base}: a sync of the Integration service makes it.`,
      },
    });
  });

  it('tells from its documents that a stage has not come, whoever started the sync', async () => {
    const trainees = doctors.map(({ gmcReferenceNumber, tcsDesignatedBody = null }) => ({
      gmcReferenceNumber,
      tcsDesignatedBody,
    }));
    const here = await inPlace(trainees);
    const [connections, discrepancies] = here.aliases;
    const { says, now } = (
      await getIndexOverview(
        here.world,
        {
          ...here.contract,
          filledBy: [
            { name: 'trainees', marks: not(missing('tcsDesignatedBody')) },
            { name: 'doctors', marks: not(missing('existsInGmc')) },
          ],
          pages: [
            page({ tab: 'Current', reads: connections, beforeStage: { doctors: 'empty' } }),
            page({
              tab: 'Discrepancies',
              reads: discrepancies,
              beforeStage: { doctors: 'lists-everyone' },
            }),
          ],
        },
        here.world.environment.name,
      )
    ).affected;
    expect(now).toMatchObject({
      says: 'doctors not yet in the index that users read',
      verdicts: ['empty', 'lists-everyone'],
    });
    expect(says).toEqual([
      'Connections, tab Current: is empty for every designated body.',
      'Connections, tab Discrepancies: lists every doctor for every designated body.',
    ]);
  });
});
