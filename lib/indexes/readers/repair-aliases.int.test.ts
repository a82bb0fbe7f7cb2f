import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { equals, range } from '#lib/platform/search/conditions.ts';
import type { Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { awayAfterSwap } from '#lib/testing/indexes/away-after-swap.ts';
import {
  doctor,
  onEverySearchEngine,
  operator,
  putAlias,
  sendTo,
  type IndexesWorld,
  type SearchEngine,
} from '#lib/testing/indexes/indexes-world.ts';
import { checkContract, previewRepair, repairAliases, type RepairAliases } from '../index.ts';
import { theBody } from '../model.ts';

function audits(world: World): Promise<{ outcome: string }[]> {
  return world.database.rows(
    `select action, outcome, target, reason from audit where environment = $1 order by id`,
    [world.environment.name],
  );
}

onEverySearchEngine('the repair of aliases', (open, { describeReal }) => {
  let engine: SearchEngine;
  beforeAll(async () => {
    engine = await open();
  });
  afterAll(() => engine.close());

  const stateOf = async ({ world, contract }: IndexesWorld, name: string) =>
    (await checkContract(world, contract.aliases)).find((check) => check.name === name);

  function repairIn(
    { world, contract }: IndexesWorld,
    input: Partial<RepairAliases> = {},
    actor: Actor = operator,
  ) {
    return repairAliases(world, contract, actor, {
      environment: world.environment.name,
      reason: 'Seen by support',
      ...input,
    });
  }

  it('adds the discrepancies alias again, with its filter, and says so beforehand', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(6);
    const alias = `${here.base}_discrepancies`;
    const index = generations[here.base] ?? '';
    await putAlias(engine, alias, null);
    expect(await stateOf(here, alias)).toMatchObject({
      state: 'missing',
      says: `${alias} is missing.`,
      shows: null,
      shouldShow: 2,
    });

    const preview = await previewRepair(here.world, here.contract);
    if (!preview.ok) throw new Error(preview.fault.says);
    expect(preview.value).toMatchObject({
      moves: [
        {
          alias,
          before: { targets: [], documents: null },
          after: {
            target: index,
            filter: 'tcsDesignatedBody and designatedBody differ',
            documents: 2,
          },
        },
      ],
      copies: [],
    });
    expect(preview.value.request).toContain(alias);
    // As the engine is sent it, which the embedded one is in words.
    if (here.world.search.kind === 'database')
      expect(preview.value.request).toContain(
        `${alias} to ${index} with the filter: tcsDesignatedBody and designatedBody differ`,
      );
    expect(await stateOf(here, alias)).toMatchObject({ state: 'missing' });

    const page = {
      page: 'Connections',
      tab: 'Discrepancies',
      reads: alias,
      beforeStage: {},
      withoutFilter: 'lists-everyone',
      isMadeWhenMissing: false,
      harmed: 'admins',
      lists: [
        { name: 'ready', title: 'Ready', where: equals('tcsDesignatedBody', theBody) },
        { name: 'broken', title: 'Broken', where: range('existsInGmc', { gte: 1 }) },
      ],
    } as const;
    const withPage = { ...here, contract: { ...here.contract, pages: [page] } };
    const done = await repairIn(withPage, { alias, preview: preview.value.key });
    expect(done).toMatchObject({
      ok: true,
      value: {
        repaired: [alias],
        lists: [
          { name: 'ready', documents: 1, says: null },
          { name: 'broken', documents: null },
        ],
        warnings: [expect.stringContaining('the list “Broken” does not work')],
      },
    });
    expect(await stateOf(here, alias)).toMatchObject({ state: 'matches', shows: 2 });
    expect(await audits(here.world)).toEqual([
      { action: 'indexes.repair', outcome: 'begun', target: alias, reason: 'Seen by support' },
      { action: 'indexes.repair', outcome: 'done', target: alias, reason: 'Seen by support' },
    ]);
    expect(
      await here.world.database.rows(
        "select kind, actor, reason from reader_change where environment = $1 and kind = 'repair'",
        [here.world.environment.name],
      ),
    ).toEqual([{ kind: 'repair', actor: operator.name, reason: 'Seen by support' }]);
  });

  it('is recorded when it is asked for again after its answer was lost', async () => {
    const here = engine.environment();
    await here.settle(4);
    const alias = `${here.base}_connections`;
    await putAlias(engine, alias, null);
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
    const cut = { ...here, world: { ...here.world, search } };
    const lost = await repairIn(cut, { alias });
    expect(lost.ok ? '' : lost.fault.says).toMatch('It is not known whether readers were moved');
    const { name } = here.world.environment;
    const recorded = () =>
      here.world.database.rows(
        "select outcome, actor from reader_change where environment = $1 and kind = 'repair'",
        [name],
      );
    expect(await recorded()).toEqual([{ outcome: 'not-known', actor: operator.name }]);
    expect(await repairIn(here, { alias })).toMatchObject({
      ok: true,
      value: {
        repaired: [alias],
        warnings: [
          expect.stringContaining(`${operator.name} asked for it and got no answer. It is`),
        ],
      },
    });
    expect(await recorded()).toEqual([{ outcome: 'done', actor: operator.name }]);
    expect(await repairIn(here, { alias })).toMatchObject({ fault: { kind: 'precondition' } });
  });

  it('stays done where the engine goes away before it is read back', async () => {
    const here = engine.environment();
    await here.settle(4);
    const alias = `${here.base}_connections`;
    await putAlias(engine, alias, null);
    const search = awayAfterSwap(engine.search);
    const world = { ...here.world, search };
    expect(await repairIn({ ...here, world }, { alias })).toMatchObject({
      ok: true,
      value: {
        repaired: [alias],
        aliases: [],
        warnings: [expect.stringContaining('Where they lead now is not known')],
      },
    });
    expect((await audits(world)).map(({ outcome }) => outcome)).toEqual(['begun', 'done']);
    expect(await stateOf(here, alias)).toMatchObject({ state: 'matches' });
  });

  it('keeps nobody from the next one where another client undoes it', async () => {
    const here = engine.environment();
    await here.settle(4);
    const alias = `${here.base}_connections`;
    await putAlias(engine, alias, null);
    const search: Search = {
      ...engine.search,
      async swap(plan) {
        const swapped = await engine.search.swap(plan);
        await putAlias(engine, alias, null);
        return swapped;
      },
    };
    const undone = await repairIn({ ...here, world: { ...here.world, search } }, { alias });
    expect(undone.ok ? '' : undone.fault.says).toContain('did not stay as repaired');
    expect(await repairIn(here, { alias })).toMatchObject({
      ok: true,
      value: { repaired: [alias], warnings: [] },
    });
  });

  it('puts all that is wrong right at once: filters, and what is on an old one', async () => {
    const here = engine.environment();
    const first = await here.settle(4);
    const second = await here.settle(6);
    const { base, derived } = here;
    await putAlias(engine, base, { index: first.generations[base] ?? '' });
    await putAlias(engine, `${base}_connections`, { index: second.generations[base] ?? '' });
    await putAlias(engine, `${base}_discrepancies`, {
      index: second.generations[base] ?? '',
      filter: equals('existsInGmc', false),
    });
    expect(await repairIn(here)).toMatchObject({
      ok: true,
      value: { repaired: [base, `${base}_connections`, `${base}_discrepancies`] },
    });
    const checks = await checkContract(here.world, here.contract.aliases);
    expect(checks.map(({ state, shows }) => [state, shows])).toEqual([
      ['matches', 6],
      ['matches', 3],
      ['matches', 2],
      ['matches', 6],
    ]);
    expect(checks[3]?.expected.target).toBe(second.generations[derived]);
  });

  it('refuses what is out of date, and says what is so now', async () => {
    const here = engine.environment();
    const { generations } = await here.settle(3);
    const alias = `${here.base}_connections`;
    await putAlias(engine, alias, null);
    const preview = await previewRepair(here.world, here.contract, alias);
    if (!preview.ok) throw new Error(preview.fault.says);
    await putAlias(engine, alias, { index: generations[here.base] ?? '' });
    const refused = await repairIn(here, { alias, preview: preview.value.key });
    expect(refused).toMatchObject({ ok: false, fault: { kind: 'conflict' } });
    expect(!refused.ok && refused.fault.says).toContain('has no filter');
    expect(await stateOf(here, alias)).toMatchObject({ state: 'different', shows: 3 });
    expect((await audits(here.world)).at(-1)).toMatchObject({ outcome: 'failed' });
  });

  it('keeps a copy of an index that holds the name, and gives the name to the alias', async () => {
    const here = engine.environment();
    await here.settle(5);
    const alias = `${here.base}_connections`;
    await putAlias(engine, alias, null);
    await engine.search.create({
      name: alias,
      fields: here.contract.indexes[0]?.fields ?? {},
      keyField: 'gmcReferenceNumber',
    });
    await here.fill(alias, [doctor(0), doctor(1)]);
    await engine.search.settings(alias, 'searchable');
    expect(await stateOf(here, alias)).toMatchObject({
      state: 'different',
      observed: { isAlias: false, targets: [alias] },
      shows: 2,
    });
    const preview = await previewRepair(here.world, here.contract, alias);
    expect(preview).toMatchObject({ value: { copies: [{ index: alias, documents: 2 }] } });

    const repaired = await repairIn(here, { alias });
    if (!repaired.ok) throw new Error(repaired.fault.says);
    const [kept] = repaired.value.keptCopies;
    expect(kept?.of).toBe(alias);
    expect(await engine.search.count(kept?.copy ?? '')).toBe(2);
    expect(await stateOf(here, alias)).toMatchObject({ state: 'matches', shows: 3 });
    expect(
      await here.world.database.rows(
        'select role from generation where environment = $1 and index_name = $2',
        [here.world.environment.name, kept?.copy],
      ),
    ).toEqual([{ role: 'previous' }]);
    await engine.search.drop(kept?.copy ?? '');
  });

  describe('of an alias whose name an index holds', () => {
    const away = (): Promise<never> =>
      Promise.reject(new FaultError({ kind: 'unavailable', says: 'Away.' }));
    const refused = refuse('conflict', 'Somebody else has moved an alias.');

    it.each<{
      readonly when: string;
      readonly change: () => Partial<Search>;
      readonly isKept: boolean;
    }>([
      { when: 'it cannot be copied to its end', change: () => ({ bulk: away }), isKept: false },
      {
        when: 'the request is refused',
        change: () => ({ swap: () => Promise.resolve(refused) }),
        isKept: false,
      },
      { when: 'the answer is lost', change: () => ({ swap: away }), isKept: true },
    ])('keeps the copy ($isKept) where $when', async ({ change, isKept }) => {
      const here = engine.environment();
      await here.settle(5);
      const alias = `${here.base}_connections`;
      await putAlias(engine, alias, null);
      await engine.search.create({
        name: alias,
        fields: here.contract.indexes[0]?.fields ?? {},
        keyField: 'gmcReferenceNumber',
      });
      await here.fill(alias, [doctor(0), doctor(1)]);
      await engine.search.settings(alias, 'searchable');
      const search = { ...engine.search, ...change() };
      const failed = await repairIn({ ...here, world: { ...here.world, search } }, { alias });
      expect(failed.ok).toBe(false);
      expect(await stateOf(here, alias)).toMatchObject({ observed: { isAlias: false }, shows: 2 });
      const named = (await engine.search.indexes(`${alias}*`)).map(({ name }) => name);
      const copies = named.filter((name) => name !== alias);
      const roles = await here.world.database.rows<{ role: string }>(
        'select role from generation where environment = $1 and is_kept_copy',
        [here.world.environment.name],
      );
      expect([copies.length, roles]).toEqual(
        isKept ? [1, [{ role: 'building' }]] : [0, [{ role: 'dropped' }]],
      );
    });
  });

  it('is for operators, with a reason and the name typed in production', async () => {
    const here = engine.environment({ isProduction: true });
    await here.settle(2);
    const { name } = here.world.environment;
    const alias = `${here.base}_connections`;
    await putAlias(engine, alias, null);
    const as = (role: Actor['role'], input: Partial<RepairAliases>) =>
      repairIn(here, { alias, ...input }, { ...operator, role });
    expect(await as('support', { typedName: name })).toMatchObject({
      fault: { kind: 'forbidden' },
    });
    expect(await as('operator', { reason: '', typedName: name })).toMatchObject({
      fault: { kind: 'invalid' },
    });
    expect(await as('operator', {})).toMatchObject({ fault: { kind: 'invalid' } });
    expect(await stateOf(here, alias)).toMatchObject({ state: 'missing' });
    expect(await as('operator', { typedName: name })).toMatchObject({ ok: true });
    const outcomes = (await audits(here.world)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['denied', 'failed', 'failed', 'begun', 'done']);
  });

  it('waits for a run whose swap is carried out and not recorded yet', async () => {
    const here = engine.environment();
    const before = await here.settle(3);
    const { generations } = await here.build(5);
    const swapped = await engine.search.swap({
      moves: here.contract.aliases.map(({ name, target, filter }) => ({
        alias: name,
        from: [before.generations[target] ?? ''],
        to: generations[target] ?? '',
        filter,
      })),
      removeIndexes: [],
      seals: Object.values(generations),
    });
    expect(swapped.ok).toBe(true);
    await putAlias(engine, `${here.base}_connections`, null);
    for (const refused of [await previewRepair(here.world, here.contract), await repairIn(here)]) {
      expect(refused).toMatchObject({ ok: false, fault: { kind: 'conflict' } });
      expect(refused.ok ? '' : refused.fault.says).toContain('has not recorded it yet');
    }
    expect(await engine.search.count(here.base)).toBe(5);
  });

  it('has nothing to do where nothing is wrong', async () => {
    const here = engine.environment();
    await here.settle(2);
    for (const alias of [undefined, here.base])
      expect(await previewRepair(here.world, here.contract, alias)).toMatchObject({
        fault: { kind: 'precondition' },
      });
    expect(await previewRepair(here.world, here.contract, 'nobody')).toMatchObject({
      fault: { kind: 'not-found' },
    });
  });

  describe('on a real engine', () => {
    it('compares by the documents what it cannot read, and repairs what differs', async () => {
      if (engine.url === null) {
        expect(engine.search.kind).toBe('database');
        return;
      }
      const here = engine.environment();
      const { generations } = await here.settle(6);
      const index = generations[here.base] ?? '';
      const alias = `${here.base}_connections`;
      const put = (filter: object) =>
        sendTo(engine.url ?? '', 'POST', '/_aliases', {
          actions: [{ remove: { index, alias } }, { add: { index, alias, filter } }],
        });
      await put({ query_string: { query: 'existsInGmc:true' } });
      expect(await stateOf(here, alias)).toMatchObject({
        state: 'matches',
        comparedBy: 'execution',
        says: `${alias} has another text for its filter, and shows the same 3 documents today.`,
      });
      await put({ query_string: { query: 'existsInGmc:(true OR false)' } });
      expect(await stateOf(here, alias)).toMatchObject({
        state: 'different',
        comparedBy: 'execution',
        says: `${alias} has another filter: it shows 3 documents that the contract would not.`,
      });
      expect(await repairIn(here, { alias })).toMatchObject({ ok: true });
      expect(await stateOf(here, alias)).toMatchObject({ state: 'matches', comparedBy: 'meaning' });
    });

    describeReal('filters as other clients write them', () => {
      const inGmc = { term: { existsInGmc: true } };
      const text = "doc['tcsDesignatedBody.keyword'] != doc['designatedBody.keyword']";
      const script = (given: object) => ({ filter: { script: { script: given } } });

      /** What of the alias is said with each of these in its place; null: the engine refuses it. */
      async function saidOf(
        which: 'connections' | 'discrepancies',
        forms: Readonly<Record<string, object>>,
      ): Promise<Record<string, readonly (string | null)[] | null>> {
        const here = engine.environment();
        const { generations } = await here.settle(6);
        const index = generations[here.base] ?? '';
        const alias = `${here.base}_${which}`;
        const said: Record<string, readonly (string | null)[] | null> = {};
        for (const [form, given] of Object.entries(forms)) {
          const response = await fetch(`${engine.url ?? ''}/_aliases`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ actions: [{ add: { index, alias, ...given } }] }),
          });
          const check = response.ok ? await stateOf(here, alias) : undefined;
          said[form] = check === undefined ? null : [check.state, check.comparedBy];
        }
        return said;
      }

      it('match where they mean the same', async () => {
        const same: Readonly<Record<string, object>> = {
          'bool of one filter': { bool: { filter: [inGmc] } },
          'bool of one must': { bool: { must: inGmc } },
          'terms of one value': { terms: { existsInGmc: [true] } },
          boost: { term: { existsInGmc: { value: true, boost: 1 } } },
          'a label': { term: { existsInGmc: { value: true, _name: 'label' } } },
          'a label and a boost on a bool': { bool: { filter: inGmc, boost: 1, _name: 'label' } },
          'case that counts': { term: { existsInGmc: { value: true, case_insensitive: false } } },
          'a truth as text': { term: { existsInGmc: 'true' } },
        };
        const filters = Object.fromEntries(
          Object.entries(same).map(([form, filter]) => [form, { filter }]),
        );
        const said = await saidOf('connections', filters);
        for (const [form, about] of Object.entries(said))
          expect([form, about]).toEqual([form, ['matches', 'meaning']]);

        const scripts = await saidOf('discrepancies', {
          'a script as text': { filter: { script: { script: text } } },
          'no parameters': script({ source: text, params: {} }),
          'its language': script({ source: text, lang: 'painless' }),
          blanks: script({ source: ` ${text.replaceAll(' ', '\n  ')} ` }),
          'all of it': script({ source: text.replace(' != ', '!='), lang: 'painless', params: {} }),
        });
        for (const [form, about] of Object.entries(scripts))
          expect([form, about]).toEqual([form, ['matches', 'meaning']]);
      });

      it('do not where they mean something else', async () => {
        const filter = inGmc;
        const other = { term: { 'membershipType.keyword': 'x' } };
        expect(
          await saidOf('connections', {
            'all of several': {
              filter: { bool: { should: [inGmc, other], minimum_should_match: 2 } },
            },
            'what must not': { filter: { bool: { must_not: inGmc } } },
            'a write index': { filter, is_write_index: true },
            'a hidden one': { filter, is_hidden: true },
            routing: { filter, routing: 'a' },
          }),
        ).toEqual({
          'all of several': ['different', 'execution'],
          'what must not': ['different', 'meaning'],
          'a write index': ['different', 'meaning'],
          'a hidden one': ['different', 'meaning'],
          routing: ['different', 'meaning'],
        });

        // Its name is the text, and it says something else.
        const stored = `/_scripts/${encodeURIComponent(text)}`;
        await sendTo(engine.url ?? '', 'PUT', stored, {
          script: { lang: 'painless', source: 'return true' },
        });
        try {
          expect(
            await saidOf('discrepancies', {
              'a stored script': script({ id: text }),
              parameters: script({ source: text, params: { a: 1 } }),
            }),
          ).toEqual({
            'a stored script': ['different', 'execution'],
            parameters: ['matches', 'execution'],
          });
        } finally {
          await sendTo(engine.url ?? '', 'DELETE', stored, {});
        }
      });
    });

    it('takes an alias off a second index, and its routing away', async () => {
      if (engine.url === null) {
        expect(engine.search.kind).toBe('database');
        return;
      }
      const here = engine.environment();
      const first = await here.settle(2);
      const second = await here.settle(3);
      const [older, live] = [first, second].map(({ generations }) => generations[here.base] ?? '');
      await sendTo(engine.url ?? '', 'POST', '/_aliases', {
        actions: [
          { add: { index: older, alias: here.base } },
          { add: { index: live, alias: `${here.base}_connections`, routing: 'a' } },
        ],
      });
      const checks = await checkContract(here.world, here.contract.aliases);
      expect(checks[0]).toMatchObject({ state: 'different', observed: { targets: [older, live] } });
      expect(checks[1]).toMatchObject({ state: 'different', observed: { routing: 'a' } });
      expect(await repairIn(here)).toMatchObject({ ok: true, value: { warnings: [] } });
      const after = await checkContract(here.world, here.contract.aliases);
      expect(after.map(({ state }) => state)).toEqual(Array(4).fill('matches'));
    });
  });
});
