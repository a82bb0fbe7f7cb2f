/** Filters that are written well, and that the search engine refuses all the same. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isIn } from '#lib/platform/search/conditions.ts';
import {
  onRealSearchEngines,
  operator,
  putAlias,
  sendTo,
  type IndexesWorld,
  type RealSearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { asLimitedAccount, forbidden } from '#lib/testing/indexes/limited-account.ts';
import type { Passing } from '#lib/testing/platform/faulty-proxy.ts';
import {
  checkContract,
  previewRepair,
  repairAliases,
  rollBack,
  swapGenerations,
  type PlannedContract,
} from '../index.ts';

onRealSearchEngines('a filter that the search engine refuses', (open) => {
  let engine: RealSearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const twoBodies = isIn('designatedBody', ['1-BODY0', '1-BODY1']);

  /** The contract with one more alias, of which the filter has two values. */
  function withBodies({ base, contract }: IndexesWorld): PlannedContract & { alias: string } {
    const alias = `${base}_bodies`;
    const aliases = [...contract.aliases, { name: alias, target: base, filter: twoBodies }];
    return { ...contract, aliases, alias };
  }
  /** From here on this index takes no filter of two values. */
  const limit = (index: string): Promise<void> =>
    sendTo(engine.url, 'PUT', `/${index}/_settings`, { index: { max_terms_count: 1 } });
  const states = async ({ base }: IndexesWorld) =>
    (await engine.search.aliases())
      .filter(({ name }) => name.startsWith(base))
      .map(({ name, index, filter }) => ({ name, index, filter }));
  const refusedSays = (alias: string): string =>
    `The search engine refuses the filter of ${alias}, and no alias was moved. Correct it in the ` +
    'contract, or let the index take it.';
  const refused = (alias: string) => ({
    ok: false,
    fault: { kind: 'invalid', says: refusedSays(alias) },
  });

  it('is no repair, and the alias is as wrong as it was', async () => {
    const here = engine.environment();
    const contract = withBodies(here);
    const { alias } = contract;
    const { generations } = await here.settle(4, contract);
    await putAlias(engine, alias, null);
    await limit(generations[here.base] ?? '');
    const before = await states(here);
    const says =
      `${alias} is missing. The search engine refuses the filter that the contract has ` +
      'for it.';
    expect(await previewRepair(here.world, contract, alias)).toMatchObject({
      ok: true,
      value: { moves: [{ says, after: { documents: null } }] },
    });
    const repaired = await repairAliases(here.world, contract, operator, {
      environment: here.world.environment.name,
      reason: 'Seen by support',
      alias,
    });
    expect(repaired).toMatchObject(refused(alias));
    expect(await states(here)).toEqual(before);
    const checks = await checkContract(here.world, contract.aliases);
    expect(checks.at(-1)).toMatchObject({ name: alias, state: 'missing', says });
  });

  it('says so of an alias that has it, and that is as the contract says', async () => {
    const here = engine.environment();
    const contract = withBodies(here);
    const { generations } = await here.settle(4, contract);
    await limit(generations[here.base] ?? '');
    const checks = await checkContract(here.world, contract.aliases);
    expect(checks.at(-1)).toMatchObject({ state: 'unreadable', searchFails: true });
    expect(checks.at(-1)?.says).toContain('the search engine refuses its filter');
  });

  it('is no swap, and readers stay where they are', async () => {
    const here = engine.environment();
    const contract = withBodies(here);
    await here.settle(4, contract);
    const built = await here.build(5);
    await limit(built.generations[here.base] ?? '');
    const before = await states(here);
    const swap = {
      environment: here.world.environment.name,
      ...built,
      ...contract,
      guard: () => Promise.resolve(true),
    };
    expect(await swapGenerations(here.world, swap)).toMatchObject(refused(contract.alias));
    expect(await states(here)).toEqual(before);
  });

  it.each<[string, (passing: Passing) => boolean]>([
    ['may not ask which one it is', ({ path }) => path.includes('/_validate/query')],
    ['is refused nothing', () => false],
  ])('names what may be the filter where the account %s', async (what, isForbidden) => {
    const here = engine.environment();
    const contract = withBodies(here);
    await here.settle(4, contract);
    const built = await here.build(5);
    await limit(built.generations[here.base] ?? '');
    const decide = (passing: Passing) => (isForbidden(passing) ? forbidden : 'passes');
    await asLimitedAccount(engine.url, decide, async ({ search }) => {
      const swapped = await swapGenerations(
        { ...here.world, search },
        {
          environment: here.world.environment.name,
          ...built,
          ...contract,
          guard: () => Promise.resolve(true),
        },
      );
      const filtered = contract.aliases.filter(({ filter }) => filter !== null);
      const says = swapped.ok ? '' : swapped.fault.says;
      if (what === 'is refused nothing') expect(says).toBe(refusedSays(contract.alias));
      else
        expect(says).toContain(
          `refuses a filter of ${filtered.map(({ name }) => name).join(', ')}`.replace(
            /, ([^,]+)$/,
            ' and $1',
          ),
        );
    });
  });

  it('is no roll back either', async () => {
    const here = engine.environment();
    const contract = withBodies(here);
    const first = await here.settle(4, contract);
    await here.settle(4, contract);
    await limit(first.generations[here.base] ?? '');
    const before = await states(here);
    const back = await rollBack(here.world, contract, operator, {
      environment: here.world.environment.name,
      reason: 'Wrong bodies',
      to: first.generations[here.base] ?? '',
    });
    expect(back).toMatchObject(refused(contract.alias));
    expect(await states(here)).toEqual(before);
  });
});
