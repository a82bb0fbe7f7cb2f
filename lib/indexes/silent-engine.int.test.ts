/** A search engine that keeps its connections open and says nothing, while somebody asks. */
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { openDatabaseSearch } from '#lib/platform/search/database/search.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import {
  onEverySearchEngine,
  operator,
  putAlias,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { silentProxy } from '#lib/testing/platform/silent-proxy.ts';
import {
  acceptAlias,
  adoptIndex,
  previewRemove,
  previewRepair,
  previewRollBack,
  readContracts,
  removeAlias,
  repairAliases,
  retireGeneration,
  rollBack,
  type ContractToChange,
} from './index.ts';
import { answersWithinMs } from './throw-if-silent.ts';

onEverySearchEngine('while the search engine is silent', (open) => {
  let engine: SearchEngine;
  const closing: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    engine = await open();
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(() => engine.close());

  /** The embedded one is in the database, and falls silent with it: there its answer is kept. */
  async function silent(environment: string, asked: () => void): Promise<Search> {
    const never = (): Promise<never> => new Promise(() => undefined);
    if (engine.url === null) {
      const search = openDatabaseSearch(engine.database, environment);
      return { ...search, ping: () => (asked(), never()) };
    }
    const proxy = await silentProxy(engine.url);
    const search = await openOpenSearch({ url: proxy.url });
    closing.push(
      () => search.close(),
      () => proxy.close(),
    );
    proxy.fallSilent();
    return { ...search, ping: () => (asked(), search.ping()) };
  }

  type Asked = (here: IndexesWorld, world: World, first: string) => Promise<unknown>;
  const input = ({ world }: IndexesWorld) => ({
    environment: world.environment.name,
    reason: 'Wrong bodies',
  });
  const extra = ({ base }: IndexesWorld): string => `${base}_extra`;

  const admin: Actor = { ...operator, role: 'admin' };
  async function changeOf({ world, contract }: IndexesWorld): Promise<ContractToChange> {
    const { name } = world.environment;
    const found = (await readContracts(world.database, new Map([[name, contract]]))).get(name);
    if (found === undefined) throw new Error('no contract');
    return { contract: found, pipelines: [], taken: new Map(), cluster: null, neighbours: [] };
  }

  it.each<[string, 'audited' | 'only read', Asked]>([
    [
      'a repair',
      'audited',
      (here, world) => repairAliases(world, here.contract, operator, input(here)),
    ],
    ['its preview', 'only read', (here, world) => previewRepair(world, here.contract)],
    [
      'a roll back',
      'audited',
      (here, world, to) => rollBack(world, here.contract, operator, { ...input(here), to }),
    ],
    ['its preview', 'only read', (here, world, to) => previewRollBack(world, here.contract, to)],
    [
      'a retirement',
      'audited',
      (here, world, generation) =>
        retireGeneration(world, operator, { ...input(here), generation }),
    ],
    [
      'an adoption',
      'audited',
      (here, world) =>
        adoptIndex(world, here.contract, operator, { ...input(here), index: `${here.base}_old` }),
    ],
    [
      'a removal',
      'audited',
      (here, world) =>
        removeAlias(world, here.contract, operator, { ...input(here), alias: extra(here) }),
    ],
    ['its preview', 'only read', (here, world) => previewRemove(world, here.contract, extra(here))],
    [
      'an acceptance',
      'audited',
      async (here, world) =>
        acceptAlias(world, await changeOf(here), admin, { ...input(here), alias: extra(here) }),
    ],
  ])('%s is refused after seconds, %s, and does nothing later', async (_, kept, command) => {
    const here = engine.environment();
    const first = await here.settle(2);
    const { generations } = await here.settle(2);
    await putAlias(engine, extra(here), { index: generations[here.base] ?? '' });
    const own = async () =>
      (await engine.search.aliases()).filter(({ name }) => name.startsWith(here.base));
    const before = await own();
    let reached: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (reached = resolve));
    const search = await silent(here.world.environment.name, reached);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const outcome = command(here, { ...here.world, search }, first.run.name).catch(
      (error: unknown) => error,
    );
    await asked;
    await vi.advanceTimersByTimeAsync(answersWithinMs);
    expect(await outcome).toMatchObject({
      fault: {
        kind: 'unavailable',
        says: 'The search engine does not answer. Nothing was changed.',
      },
    });
    vi.useRealTimers();
    expect(await own()).toEqual(before);
    const [audited] = await here.world.database.rows(
      `select outcome, fault from audit where environment = $1 order by id desc limit 1`,
      [here.world.environment.name],
    );
    if (kept === 'audited')
      expect(audited).toMatchObject({
        outcome: 'failed',
        fault: { says: 'The search engine does not answer. Nothing was changed.' },
      });
    else expect(audited).toBeUndefined();
  });
});
