/** What is said of aliases to an account of the console that may not see everything. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '#lib/kernel/result.ts';
import {
  checkContract,
  getIndexOverview,
  indexesShell,
  previewRepair,
  probeContract,
  repairAliases,
} from '#lib/indexes/index.ts';
import {
  doctor,
  onEverySearchEngine,
  onRealSearchEngines,
  operator,
  putAlias,
  sendTo,
  type IndexesWorld,
  type RealSearchEngine,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import {
  asLimitedAccount,
  filteredAliases,
  forbidden,
  forbiddenItems,
} from '#lib/testing/indexes/limited-account.ts';
import type { Passing, ProxyOutcome } from '#lib/testing/platform/faulty-proxy.ts';
import type { CountQuestion, Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';

onRealSearchEngines('aliases before an account that may not see everything', (open) => {
  let engine: RealSearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const isOn =
    (start: string, outcome: (passing: Passing) => ProxyOutcome) =>
    (passing: Passing): ProxyOutcome =>
      passing.path.startsWith(start) ? outcome(passing) : 'passes';

  const driftsOf = async ({ world, contract }: IndexesWorld) =>
    (await getIndexOverview(world, contract, world.environment.name)).drifts;

  /** Whichever alias is asked for: nothing is repaired, and no request for it is sent. */
  async function expectNoRepair(
    world: World,
    { contract }: IndexesWorld,
    requests: readonly Passing[],
    alias?: string,
  ): Promise<void> {
    const environment = world.environment.name;
    const input = { environment, reason: 'Seen by support', ...(alias !== undefined && { alias }) };
    for (const refused of [
      await previewRepair(world, contract, alias),
      await repairAliases(world, contract, operator, input),
    ]) {
      expect(refused).toMatchObject({ ok: false, fault: { kind: 'unavailable' } });
      expect(refused.ok ? '' : refused.fault.says).toContain('view_index_metadata');
    }
    const sent = requests.filter(({ method, path }) => method === 'POST' && path === '/_aliases');
    expect(sent).toEqual([]);
  }

  describe.each<{
    readonly what: string;
    readonly decide: (here: IndexesWorld) => (passing: Passing) => ProxyOutcome;
    /** Whether what is not refused says of each alias that it is as the contract says. */
    readonly others: 'not-known' | 'matches';
  }>([
    {
      what: 'the list of aliases is refused',
      decide: () => isOn('/_alias', () => forbidden),
      others: 'not-known',
    },
    {
      what: 'the list of indexes is refused',
      decide: () => isOn('/_cat/indices', () => forbidden),
      others: 'matches',
    },
    {
      what: 'each count is refused',
      decide: () => isOn('/_msearch', forbiddenItems),
      others: 'matches',
    },
    {
      what: 'an alias is left out of the list in silence',
      decide: ({ base }) =>
        isOn('/_alias', (passing) =>
          filteredAliases(passing, (alias) => alias === `${base}_discrepancies`),
        ),
      others: 'matches',
    },
  ])('where $what', ({ what, decide, others }) => {
    // One that is there and hidden, or that nobody can say of whether it is there.
    async function unseen(look: (here: IndexesWorld, alias: string) => Promise<void>) {
      const here = engine.environment();
      await here.settle(4);
      const alias = `${here.base}_discrepancies`;
      if (!what.startsWith('an alias')) await putAlias(engine, alias, null);
      await look(here, alias);
    }

    it('is not known, never missing, and nothing is repaired', () =>
      unseen(async (here, alias) => {
        await asLimitedAccount(engine.url, decide(here), async ({ search, requests }) => {
          const world = { ...here.world, search };
          const checks = await checkContract(world, here.contract.aliases);
          const states = checks.map(({ name, state }) => [name, state]);
          expect(states).toEqual(
            here.contract.aliases.map(({ name }) => [name, name === alias ? 'not-known' : others]),
          );
          for (const { says, state } of checks)
            if (state === 'not-known') expect(says).toContain('view_index_metadata');
          await expectNoRepair(world, here, requests);
          await expectNoRepair(world, here, requests, alias);
        });
        const audited = await here.world.database.rows(
          'select outcome from audit where environment = $1 order by id',
          [here.world.environment.name],
        );
        // It is the account of the console that may not, and not the person.
        expect(audited).toEqual(
          Array(2)
            .fill(['begun', 'failed'])
            .flat()
            .map((outcome: string) => ({ outcome })),
        );
      }));

    it('is said with the missing right on the page, and the engine is not called silent', () =>
      unseen(async (here, alias) => {
        await asLimitedAccount(engine.url, decide(here), async ({ search }) => {
          const world = { ...here.world, search };
          const { name } = world.environment;
          const view = await getIndexOverview(world, here.contract, name);
          expect(view.failedSince).toBeNull();
          expect(view.aliases.map((check) => [check.name, check.state])).toEqual(
            here.contract.aliases.map((one) => [
              one.name,
              one.name === alias ? 'not-known' : others,
            ]),
          );
          const shells = await indexesShell({ environments: [world] }, new Map(), [], 3_000);
          const said = [
            ...view.aliases.filter(({ state }) => state === 'not-known').map(({ says }) => says),
            ...(others === 'not-known' ? [view.refused, shells.get(name)?.refused] : []),
          ];
          for (const says of said) {
            expect(says).toContain('view_index_metadata');
            expect(says).not.toContain('does not answer');
          }
          if (others === 'matches') expect(view.refused).toBeNull();
          // What users read is what is recorded where no alias may be listed.
          expect(view.generations.map(({ isSeen }) => isSeen)).toEqual(
            view.generations.map(() => others === 'matches'),
          );
        });
      }));

    it('is no drift to the contract monitor', () =>
      unseen(async (here, alias) => {
        await asLimitedAccount(engine.url, decide(here), async ({ search }) => {
          const seen = await probeContract({ ...here.world, search }, here.contract);
          expect(seen?.checks.find(({ name }) => name === alias)?.state ?? 'not-known').toBe(
            'not-known',
          );
        });
        const drifts = await driftsOf(here);
        expect(drifts.filter(({ state }) => state !== 'not-known')).toEqual([]);
      }));
  });

  it('compares no filter by documents that it may not count', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(4);
    const index = generations[here.base] ?? '';
    const alias = `${here.base}_connections`;
    const filter = { query_string: { query: 'existsInGmc:true' } };
    await sendTo(engine.url, 'POST', '/_aliases', { actions: [{ add: { index, alias, filter } }] });
    await asLimitedAccount(
      engine.url,
      isOn('/_msearch', forbiddenItems),
      async ({ search, requests }) => {
        const world = { ...here.world, search };
        const checks = await checkContract(world, here.contract.aliases);
        const check = checks.find(({ name }) => name === alias);
        expect(check).toMatchObject({ state: 'not-known', comparedBy: 'meaning' });
        expect(check?.says).toContain('view_index_metadata');
        await expectNoRepair(world, here, requests, alias);
      },
    );
  });

  it('is not known where an alias shows more than the one index that it is seen on', async () => {
    const here = engine.environment();
    const before = await here.settle(4);
    await here.settle(4);
    const alias = here.contract.aliases.find(({ filter }) => filter === null)?.name ?? '';
    const hidden = before.generations[here.base] ?? '';
    await sendTo(engine.url, 'POST', '/_aliases', { actions: [{ add: { index: hidden, alias } }] });
    const seen = isOn('/_alias', (passing) =>
      filteredAliases(passing, (name, index) => name === alias && index === hidden),
    );
    await asLimitedAccount(engine.url, seen, async ({ search, requests }) => {
      const world = { ...here.world, search };
      const checks = await checkContract(world, here.contract.aliases);
      for (const { name, state, says } of checks) {
        expect([name, state]).toEqual([name, name === alias ? 'not-known' : 'matches']);
        if (name === alias) expect(says).toContain('view_index_metadata');
      }
      await expectNoRepair(world, here, requests, alias);
    });
  });

  it('does not repair what is wrong while it may not list the indexes', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(4);
    const alias = `${here.base}_connections`;
    await putAlias(engine, alias, { index: generations[here.base] ?? '' });
    await asLimitedAccount(
      engine.url,
      isOn('/_cat/indices', () => forbidden),
      async ({ search, requests }) => {
        const world = { ...here.world, search };
        const checks = await checkContract(world, here.contract.aliases);
        expect(checks.find(({ name }) => name === alias)?.state).toBe('different');
        await expectNoRepair(world, here, requests);
      },
    );
  });
});

onEverySearchEngine('aliases that are written to meanwhile', (open) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  it('is as it should be while documents come in between two counts of one request', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(4);
    const written = Object.values(generations);
    let next = 600;
    const search: Search = {
      ...engine.search,
      // An engine answers the parts of one request in any order, and each as of its own moment.
      async counts(questions) {
        const answers = new Map<CountQuestion, Result<number>>();
        for (const question of [...questions].reverse()) {
          const [counted] = await engine.search.counts([question]);
          if (counted !== undefined) answers.set(question, counted);
          // One that every filter of the contract shows.
          if (written.includes(question.target)) await here.edit(question.target, doctor(next));
          next += 6;
        }
        return questions.flatMap((question) => answers.get(question) ?? []);
      },
    };
    const checks = await checkContract({ ...here.world, search }, here.contract.aliases);
    expect(checks.map(({ state, says }) => [state, says])).toEqual(
      here.contract.aliases.map(({ name }) => ['matches', `${name} is as the contract says.`]),
    );
    expect(checks.every(({ shows }) => (shows ?? 0) > 4)).toBe(true);
  });
});
