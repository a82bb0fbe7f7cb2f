/** What one look at the contract costs the search side, whatever is wrong there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkContract, probeContract } from '#lib/indexes/index.ts';
import {
  onEverySearchEngine,
  onRealSearchEngines,
  putAlias,
  sendTo,
  type BuiltRun,
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
import { equals } from '#lib/platform/search/conditions.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { AliasVerdict } from '../model.ts';

const requestsAtMost = 6;

interface Made {
  readonly here: IndexesWorld;
  /** What readers should get, and an older and a newer generation. */
  readonly index: string;
  readonly older: string;
  readonly newer: string;
}

async function made(engine: SearchEngine): Promise<Made> {
  const here = engine.environment();
  const named = ({ generations }: BuiltRun): string => generations[here.base] ?? '';
  const older = named(await here.settle(2));
  const index = named(await here.settle(4));
  return { here, index, older, newer: named(await here.build(3)) };
}

interface Kind {
  readonly what: string;
  /** Of `connections`, or of every alias that has none of its own below. */
  readonly state: AliasVerdict;
}

const connections = ({ here }: Made): string => `${here.base}_connections`;

const withoutAliases = async (engine: SearchEngine, { here }: Made): Promise<void> => {
  for (const { name } of here.contract.aliases) await putAlias(engine, name, null);
};

interface Case extends Kind {
  readonly make: (made: Made) => Promise<unknown>;
}

/** What is right, and what goes wrong mostly; the engine is there when a case is made. */
const usual = (engine: () => SearchEngine): readonly Case[] => [
  { what: 'nothing is wrong', state: 'matches', make: () => Promise.resolve() },
  {
    what: 'every alias is missing',
    state: 'missing',
    make: (one) => withoutAliases(engine(), one),
  },
  {
    what: 'every alias is missing, and what users read is gone',
    state: 'missing',
    async make(one) {
      await withoutAliases(engine(), one);
      await engine().search.drop(one.index);
    },
  },
  {
    what: 'an alias has lost its filter',
    state: 'different',
    make: (one) => putAlias(engine(), connections(one), { index: one.index }),
  },
];

onEverySearchEngine('the cost of a look at the contract', (open) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  it.each<Kind & { readonly make: (made: Made) => Promise<unknown> }>([
    ...usual(() => engine),
    {
      what: 'an alias has another filter',
      state: 'different',
      make: (one) =>
        putAlias(engine, connections(one), {
          index: one.index,
          filter: equals('existsInGmc', false),
        }),
    },
    {
      what: 'an alias leads to another generation',
      state: 'different',
      make: (one) => putAlias(engine, connections(one), { index: one.older }),
    },
    {
      what: 'an index has the name of an alias',
      state: 'different',
      async make(one) {
        await putAlias(engine, connections(one), null);
        const [family] = one.here.contract.indexes;
        if (family === undefined) throw new Error('no family');
        await engine.search.create({ ...family, name: connections(one) });
      },
    },
    {
      what: 'an alias that nobody expects leads to an index of ours',
      state: 'matches',
      make: ({ here, index }) => putAlias(engine, `${here.base}_extra`, { index }),
    },
  ])('is bounded where $what', async ({ make, state }) => {
    const one = await made(engine);
    await make(one);
    const asked: string[] = [];
    const counted = new Proxy(one.here.world.search, {
      get(search, name, receiver) {
        asked.push(String(name));
        // Whatever it is: it is handed on as it is.
        return Reflect.get(search, name, receiver) as unknown;
      },
    });
    const { world, contract } = one.here;
    const seen = await probeContract({ ...world, search: counted }, contract);
    expect(seen?.checks.find(({ name }) => name === connections(one))?.state).toBe(state);
    expect(asked.sort()).toEqual(['aliases', 'counts', 'describe', 'indexes']);
  });

  it('is one more where what is written meanwhile makes a count doubtful', async () => {
    const { here, index } = await made(engine);
    const asked: string[] = [];
    const search: Search = {
      ...engine.search,
      async counts(questions) {
        asked.push('counts');
        const counted = await engine.search.counts(questions);
        return asked.length > 1
          ? counted
          : counted.map((result, at) =>
              result.ok && questions[at]?.target !== index
                ? { ok: true, value: result.value + 1 }
                : result,
            );
      },
    };
    const checks = await checkContract({ ...here.world, search }, here.contract.aliases);
    expect(checks.map(({ state }) => state)).toEqual(here.contract.aliases.map(() => 'matches'));
    expect(asked).toEqual(['counts', 'counts']);
  });
});

onRealSearchEngines('the requests of a look at the contract', (open) => {
  let engine: RealSearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const sendActions = (...actions: object[]): Promise<void> =>
    sendTo(engine.url, 'POST', '/_aliases', { actions });
  const foreign = { query_string: { query: 'existsInGmc:true' } };
  const isOf =
    (path: RegExp, outcome: (passing: Passing) => ProxyOutcome) =>
    (passing: Passing): ProxyOutcome =>
      path.test(passing.path) ? outcome(passing) : 'passes';

  /** The alias of all is on an older index as well, of which the account sees nothing. */
  const hideSecond = async ({ here, older }: Made): Promise<void> =>
    sendActions({ add: { index: older, alias: here.base } });
  const hidden =
    ({ here, older }: Made) =>
    (passing: Passing): ProxyOutcome =>
      filteredAliases(passing, (alias, index) => alias === here.base && index === older);

  const usually = (): ProxyOutcome => 'passes';

  it.each<
    Kind & {
      readonly make: (made: Made) => Promise<unknown>;
      readonly account?: (made: Made) => (passing: Passing) => ProxyOutcome;
    }
  >([
    ...usual(() => engine),
    {
      what: 'an alias leads to another generation',
      state: 'different',
      make: (one) => putAlias(engine, connections(one), { index: one.older }),
    },
    {
      what: 'several indexes are behind every alias',
      state: 'different',
      make: ({ here, older, newer }) =>
        sendActions(
          ...here.contract.aliases
            .filter(({ target }) => target === here.base)
            .map(({ name }) => ({ add: { indices: [older, newer], alias: name } })),
        ),
    },
    {
      what: 'an alias has routing',
      state: 'different',
      make: (one) =>
        sendActions({
          add: {
            index: one.index,
            alias: connections(one),
            routing: 'x',
            filter: { term: { existsInGmc: true } },
          },
        }),
    },
    {
      what: 'no filter can be read',
      state: 'matches',
      make: ({ here, index }) =>
        sendActions(
          ...here.contract.aliases
            .filter(({ filter }) => filter !== null)
            .map(({ name }) => ({ add: { index, alias: name, filter: foreign } })),
        ),
    },
    {
      what: 'the index behind the aliases is closed',
      state: 'unreadable',
      make: ({ index }) => sendTo(engine.url, 'POST', `/${index}/_close`, {}),
    },
    {
      what: 'a generation was changed',
      state: 'matches',
      make: ({ index }) =>
        sendTo(engine.url, 'PUT', `/${index}/_settings`, { index: { refresh_interval: '-1' } }),
    },
    {
      what: 'an alias shows more than the index that it is seen on',
      state: 'matches',
      make: hideSecond,
      account: (one) => isOf(/^\/_alias/, hidden(one)),
    },
    {
      what: 'it does, and no alias with a filter is left on what users read',
      state: 'missing',
      async make(one) {
        for (const { name, filter } of one.here.contract.aliases)
          if (filter !== null) await putAlias(engine, name, null);
        await hideSecond(one);
      },
      account: (one) => isOf(/^\/_alias/, hidden(one)),
    },
    {
      what: 'it does, and how indexes are made may not be read',
      state: 'not-known',
      async make(one) {
        await sendActions({
          add: { index: one.index, alias: connections(one), filter: foreign },
        });
        await hideSecond(one);
      },
      account: (one) => (passing) =>
        passing.path.startsWith('/_alias')
          ? hidden(one)(passing)
          : passing.path.includes('_mapping') || passing.path.startsWith(`/${one.here.base}`)
            ? forbidden
            : 'passes',
    },
    {
      what: 'the account may not list indexes',
      state: 'matches',
      make: () => Promise.resolve(),
      account: () => isOf(/^\/_cat/, () => forbidden),
    },
    {
      what: 'the account may count nothing',
      state: 'matches',
      make: () => Promise.resolve(),
      account: () => isOf(/^\/_msearch/, forbiddenItems),
    },
  ])('are six at most where $what', async ({ make, state, account }) => {
    const one = await made(engine);
    await make(one);
    const decide = account?.(one) ?? usually;
    await asLimitedAccount(engine.url, decide, async ({ search, requests }) => {
      const { world, contract } = one.here;
      const seen = await probeContract({ ...world, search }, contract);
      expect(seen?.checks.find(({ name }) => name === connections(one))?.state).toBe(state);
      const paths = requests.map(({ method, path }) => `${method} ${path.split('?')[0] ?? ''}`);
      expect(paths.length, paths.join('\n')).toBeLessThanOrEqual(requestsAtMost);
    });
  });

  it('are six at most however many indexes have aliases with filters', async () => {
    const one = await made(engine);
    const names = Array.from({ length: 40 }, (_, at) => `${one.here.base}_${'x'.repeat(60)}_${at}`);
    const filter = { term: { existsInGmc: true } };
    for (const name of names)
      await sendTo(engine.url, 'PUT', `/${name}`, {
        settings: { number_of_shards: 1, number_of_replicas: 0 },
        mappings: { properties: { existsInGmc: { type: 'boolean' } } },
        aliases: { [`${name}_alias`]: { filter } },
      });
    await putAlias(engine, connections(one), null);
    await asLimitedAccount(engine.url, usually, async ({ search, requests }) => {
      const { world, contract } = one.here;
      const seen = await probeContract({ ...world, search }, contract);
      expect(requests.length).toBeLessThanOrEqual(requestsAtMost);
      const states = await search.aliases();
      expect(
        states.filter(({ index }) => names.includes(index)).map(({ filter }) => filter),
      ).toEqual(names.map(() => equals('existsInGmc', true)));
      expect(seen?.checks.map(({ state }) => state)).toEqual(
        contract.aliases.map(({ name }) => (name === connections(one) ? 'missing' : 'matches')),
      );
    });
  });
});
