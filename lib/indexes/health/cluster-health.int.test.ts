import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  checkWholeContract,
  getClusterHealth,
  isHarmful,
  type GenerationCheck,
} from '#lib/indexes/index.ts';
import {
  onEverySearchEngine,
  sendTo,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { asLimitedAccount, forbidden } from '#lib/testing/indexes/limited-account.ts';
import { faultyProxy } from '#lib/testing/platform/faulty-proxy.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';

onEverySearchEngine('the health of the search side', (open, { isReal, itReal, describeReal }) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const viewOf = ({ world, contract }: IndexesWorld, search: Search = world.search) =>
    getClusterHealth({ ...world, search }, contract, world.environment.name);
  /** Some of it is told by two looks. */
  async function secondView(here: IndexesWorld, search: Search) {
    await viewOf(here, search);
    here.later(60);
    return viewOf(here, search);
  }
  /** Of the family of doctors; read from the engine itself. */
  async function checkOf(
    { world, contract, base }: IndexesWorld,
    role: GenerationCheck['role'] = 'live',
  ): Promise<GenerationCheck | undefined> {
    const { generations } = await checkWholeContract(world, contract);
    return generations.find((check) => check.base === base && check.role === role);
  }
  /** Sets what only a real engine has. */
  const set = (index: string, settings: object): Promise<void> =>
    sendTo(engine.url ?? '', 'PUT', `/${index}/_settings`, settings);

  it('says how everything is, and that generations are as the contract says', async () => {
    const here = engine.environment();
    await here.settle(3);
    const { generations } = await here.build(2);
    const view = await secondView(here, { ...here.world.search });
    expect(view).toMatchObject({ failedSince: null, engine: here.world.search.kind });
    expect(view.asOf).not.toBeNull();
    expect(view.findings.filter(({ state }) => state === 'not-known')).toEqual([]);
    expect(view.findings.some(({ state }) => state === 'not-applicable')).toBe(!isReal);
    const building = Object.values(generations);
    expect(view.generations?.map(({ state }) => state)).toEqual(Array(4).fill('matches'));
    for (const index of building)
      expect(view.generations).toContainEqual(expect.objectContaining({ index, role: 'building' }));
    const whole = await checkWholeContract(here.world, here.contract);
    expect(whole.generations).toEqual(view.generations);
  });

  itReal('notices edits that do not show, until they do', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(3);
    const index = generations[here.base] ?? '';
    // What is known is kept by search side, and others of this suite have clocks of their own.
    const search = { ...here.world.search };
    const lag = async () => {
      here.later(60);
      return (await viewOf(here, search)).findings.find(({ key }) => key === 'lag');
    };
    await set(index, { index: { refresh_interval: '-1' } });
    expect(await lag()).toMatchObject({ state: 'not-known' });
    expect(await lag()).toMatchObject({ state: 'good', value: 'None' });
    await sendTo(engine.url ?? '', 'PUT', `/${index}/_doc/new`, { designatedBody: 'x' });
    await lag();
    const late = await lag();
    expect(late).toMatchObject({ state: 'worth-a-look', value: '1 minute late' });
    expect(late?.says).toContain(`${index}: what was written 1 minute ago does not show`);
    await sendTo(engine.url ?? '', 'POST', `/${index}/_refresh`, {});
    expect(await lag()).toMatchObject({ state: 'good', value: 'None' });
    await set(index, { index: { refresh_interval: null } });
  });

  it('has nothing to compare before anything was built', async () => {
    const here = engine.environment();
    expect((await viewOf(here)).generations).toEqual([]);
  });

  itReal('notices refresh that is off, blocks, and fields that came by themselves', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(3);
    const index = generations[here.base] ?? '';
    await set(index, { index: { refresh_interval: '-1' } });
    const off = await checkOf(here);
    expect(off).toMatchObject({ state: 'different', observed: { refresh: 'never' } });
    expect(off?.says).toBe(
      `${index}: Refresh is off: what services write does not show to users until it is on again.`,
    );
    expect(off !== undefined && isHarmful(off)).toBe(true);
    await set(index, { index: { refresh_interval: null } });

    await set(index, { 'index.blocks.read_only_allow_delete': true });
    const blocked = await checkOf(here);
    // What is known of the engine itself is shared for a while.
    here.later(3_600);
    const finding = (await viewOf(here)).findings.find(({ key }) => key === 'blocks');
    await set(index, { 'index.blocks.read_only_allow_delete': null });
    expect(blocked?.says).toContain('read-only: allow-delete block');
    expect(blocked !== undefined && isHarmful(blocked)).toBe(false);
    expect(finding?.state).toBe('needs-a-person');
    expect(finding?.says).toContain(index);

    await sendTo(engine.url ?? '', 'PUT', `/${index}/_doc/new?refresh=true`, {
      addedByAService: { deep: 'x' },
    });
    const grown = await checkOf(here);
    expect(grown).toMatchObject({
      state: 'matches',
      findings: [{ about: 'mapping', concerns: 'nobody-yet' }],
    });
    expect(grown?.findings[0]?.says).toContain(
      '2 fields that the contract does not name (addedByAService and addedByAService.deep)',
    );
  });

  it('notices a mapping that is not the contract’s', async () => {
    const here = engine.environment();
    await here.settle(3);
    const [doctors, ...others] = here.contract.indexes;
    if (doctors === undefined) throw new Error('no family');
    const fields = {
      ...doctors.fields,
      membershipType: { type: 'keyword' as const },
      neverMapped: { type: 'long' as const },
    };
    const contract = { ...here.contract, indexes: [{ ...doctors, fields }, ...others] };
    const { generations } = await checkWholeContract(here.world, contract);
    const check = generations.find(({ base }) => base === here.base);
    expect(check?.state).toBe('different');
    expect(check?.says).toContain(
      'membershipType is mapped as text, the contract says keyword; ' +
        'neverMapped is not mapped, the contract says long',
    );
    expect(check !== undefined && isHarmful(check)).toBe(true);
  });

  describeReal('with an account that may not see everything', () => {
    const limited = (
      isForbidden: (path: string) => boolean,
      look: (search: Search) => Promise<void>,
    ): Promise<void> =>
      asLimitedAccount(
        engine.url ?? '',
        ({ path }) => (isForbidden(path) ? forbidden : 'passes'),
        ({ search }) => look(search),
      );

    it('is not known, with the right that is missing, and all else is known', async () => {
      const here = engine.environment();
      await here.settle(2);
      await limited(
        (path) => path.startsWith('/_nodes/stats') || path.startsWith('/_all/_settings'),
        async (search) => {
          const { findings, generations, failedSince } = await secondView(here, search);
          expect(failedSince).toBeNull();
          const unknown = findings.filter(({ state }) => state === 'not-known');
          expect(unknown.map(({ key }) => key)).toEqual(
            expect.arrayContaining(['disk', 'blocks', 'heap', 'searches']),
          );
          for (const { says } of unknown)
            expect(says).toMatch(/^The account of this console may not ask for it\. .*:monitor\//);
          expect(findings.find(({ key }) => key === 'status')?.state).not.toBe('not-known');
          expect(generations?.map(({ state }) => state)).toEqual(['matches', 'matches']);
        },
      );
    });

    it('calls no generation drifted that it cannot see', async () => {
      const here = engine.environment();
      const { generations } = await here.settle(2);
      const named = Object.values(generations);
      const world = (search: Search): World => ({ ...here.world, search });
      await limited(
        (path) => named.some((index) => path.startsWith(`/${index}`)),
        async (search) => {
          const checked = await checkWholeContract(world(search), here.contract);
          expect(checked.generations.map(({ state }) => state)).toEqual(['not-known', 'not-known']);
          for (const { says } of checked.generations) expect(says).toContain('view_index_metadata');
        },
      );
      // Nothing at all may be seen.
      await limited(
        () => true,
        async (search) => {
          const checked = await checkWholeContract(world(search), here.contract);
          expect(checked.generations.map(({ state }) => state)).toEqual(['not-known', 'not-known']);
          const { findings, generations: seen } = await viewOf(here, search);
          expect(new Set(findings.map(({ state }) => state))).toEqual(new Set(['not-known']));
          expect(seen).toBeNull();
        },
      );
    });

    it('keeps what was known while the engine does not answer', async () => {
      const here = engine.environment();
      await here.settle(2);
      let isAway = false;
      const proxy = await faultyProxy(engine.url ?? '', () => (isAway ? 'lost-before' : 'passes'));
      const retries = { attempts: 1, firstDelayMs: 1, maxDelayMs: 1 };
      const search = await openOpenSearch({
        url: proxy.url,
        retries: { reads: retries, writes: retries },
      });
      try {
        const before = await viewOf(here, search);
        isAway = true;
        here.later(60);
        const after = await viewOf(here, search);
        expect(after.failedSince).not.toBeNull();
        expect(after.asOf).toBe(before.asOf);
        expect(after.findings).toEqual(before.findings);
      } finally {
        await search.close();
        await proxy.close();
      }
    });
  });
});
