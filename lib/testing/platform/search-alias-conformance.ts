import { describe, expect, it } from 'vitest';
import type { FaultKind } from '#lib/kernel/result.ts';
import {
  and,
  anyOfNested,
  differs,
  equals,
  isIn,
  missing,
  not,
  or,
  prefix,
  range,
  type Condition,
} from '#lib/platform/search/conditions.ts';
import type { BulkWrite } from '#lib/platform/search/port.ts';
import { sampleFields } from './search-samples.ts';
import { create, faultKindOf, idsOf, numbered, type SearchSuite } from './search-suite.ts';
import { until } from './until.ts';

/** What the aliases of every search side must do alike. */
export function aliasConformance(
  suite: SearchSuite,
  engine: { readonly hasCompareAndSet: boolean },
): void {
  const contract = (
    suffix: string,
  ): readonly { readonly name: string; readonly filter: Condition | null }[] => [
    { name: `${suffix}_all`, filter: null },
    { name: `${suffix}_connections`, filter: equals('existsInGmc', true) },
    { name: `${suffix}_discrepancies`, filter: differs('tcsDesignatedBody', 'designatedBody') },
  ];

  it('apply their filter to every query through them, and return it as it was', async () => {
    const base = suite.named();
    const name = await suite.filled([
      create('1', {
        key: '1',
        existsInGmc: true,
        kind: 'a',
        tcsDesignatedBody: 'A',
        designatedBody: 'A',
      }),
      create('2', {
        key: '2',
        existsInGmc: false,
        kind: 'a',
        tcsDesignatedBody: 'A',
        designatedBody: 'B',
      }),
      create('3', { key: '3', kind: 'b', tcsDesignatedBody: 'A' }),
      create('4', { key: '4', existsInGmc: true, kind: 'b' }),
    ]);
    const aliases = contract(base);
    const swapped = await suite.search.swap({
      moves: aliases.map((alias) => ({
        alias: alias.name,
        from: [],
        to: name,
        filter: alias.filter,
      })),
      removeIndexes: [],
    });
    expect(swapped).toEqual({ ok: true, value: undefined });
    const states = (await suite.search.aliases()).filter((state) =>
      state.name.startsWith(`${base}_`),
    );
    expect(
      states
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ filterText: _, ...state }) => state),
    ).toEqual(aliases.map((alias) => ({ name: alias.name, index: name, filter: alias.filter })));

    expect(await suite.search.count(`${base}_all`)).toBe(4);
    expect(await idsOf(suite.search, `${base}_connections`)).toEqual(['1', '4']);
    expect(await idsOf(suite.search, `${base}_discrepancies`)).toEqual(['2', '3']);
    expect(await suite.search.count(`${base}_connections`, equals('kind', 'b'))).toBe(1);
    expect(await suite.search.group(`${base}_connections`, 'kind', { limit: 5 })).toEqual([
      { value: 'a', count: 1 },
      { value: 'b', count: 1 },
    ]);
  });

  it('are counted many at once, and what cannot be counted is a fault of its own', async () => {
    const base = suite.named();
    const name = await suite.filled(numbered(5));
    const moves = contract(base).map(({ name: alias, filter }) => ({
      alias,
      from: [],
      to: name,
      filter,
    }));
    expect((await suite.search.swap({ moves, removeIndexes: [] })).ok).toBe(true);
    const counted = await suite.search.counts([
      { target: name },
      { target: `${base}_connections` },
      { target: `${base}_nowhere` },
      { target: name, condition: equals('day', 'not a date') },
      { target: `${base}_connections`, condition: equals('personId', 2) },
      { target: name, condition: equals('existsInGmc', false) },
    ]);
    expect(counted.map((one) => (one.ok ? one.value : one.fault.kind))).toEqual([
      5,
      3,
      'not-found',
      'invalid',
      1,
      2,
    ]);
    expect(await suite.search.counts([])).toEqual([]);
    expect(
      await suite.search.counts([{ target: name, condition: equals('day', 'not a date') }]),
    ).toMatchObject([{ ok: false, fault: { kind: 'invalid' } }]);
  });

  it('are taken away, and only from where they are expected', async () => {
    const [base, name] = [suite.named(), await suite.filled(numbered(2))];
    const [first, second] = [`${base}_first`, `${base}_second`];
    const added = [first, second].map((alias) => ({ alias, from: [], to: name, filter: null }));
    expect((await suite.search.swap({ moves: added, removeIndexes: [] })).ok).toBe(true);
    const away = (alias: string, from: readonly string[]) =>
      suite.search.swap({ moves: [], removals: [{ alias, from }], removeIndexes: [] });
    expect(await away(first, ['elsewhere'])).toMatchObject({ fault: { kind: 'conflict' } });
    expect(await suite.search.count(first)).toBe(2);
    expect(await away(first, [name])).toEqual({ ok: true, value: undefined });
    expect(await faultKindOf(suite.search.count(first))).toBe('not-found');
    expect(await suite.search.count(second)).toBe(2);
    expect(await away(first, [name])).toMatchObject({ fault: { kind: 'conflict' } });
  });

  it('say beforehand what would be sent to move them', async () => {
    const base = suite.named();
    const name = await suite.filled(numbered(1));
    const [, connections] = contract(base);
    const alias = connections?.name ?? '';
    const text = await suite.search.swapText({
      moves: [{ alias, from: [], to: name, filter: connections?.filter ?? null }],
      removeIndexes: [],
    });
    for (const part of [alias, name, 'existsInGmc']) expect(text).toContain(part);
    expect((await suite.search.aliases()).some((state) => state.name === alias)).toBe(false);
  });

  it('give any filter of the closed language back', async () => {
    const name = await suite.filled(numbered(1));
    const filters: Condition[] = [
      isIn('kind', ['a', 'b']),
      missing('designatedBody'),
      not(missing('kind')),
      prefix('designatedBody', '1-'),
      range('day', { gte: '2025-01-01', lt: '2026-01-01' }),
      anyOfNested('hidden', and(equals('code', 'A'), missing('on'))),
      and(equals('existsInGmc', true), or(equals('kind', 'a'), not(equals('personId', 3)))),
    ];
    const base = suite.named();
    const moves = filters.map((filter, at) => ({
      alias: `${base}_${String(at)}`,
      from: [],
      to: name,
      filter,
    }));
    expect((await suite.search.swap({ moves, removeIndexes: [] })).ok).toBe(true);
    const states = await suite.search.aliases();
    expect(moves.map((move) => states.find((state) => state.name === move.alias)?.filter)).toEqual(
      filters,
    );
  });

  it('move together or not at all, and only from where they are expected', async () => {
    const base = suite.named();
    const [one, two] = [await suite.filled(numbered(3)), await suite.filled(numbered(5))];
    const moveOf = (from: string | null, to: string) => ({
      moves: contract(base).map((alias) => ({
        alias: alias.name,
        from: from === null ? [] : [from],
        to,
        filter: alias.filter,
      })),
      removeIndexes: [],
    });
    const where = async (): Promise<string[]> =>
      (await suite.search.aliases())
        .filter((state) => state.name.startsWith(`${base}_`))
        .map((state) => state.index);
    expect((await suite.search.swap(moveOf(null, one))).ok).toBe(true);
    expect(await suite.search.swap(moveOf(null, two))).toMatchObject({
      ok: false,
      fault: { kind: 'conflict' },
    });
    expect(await suite.search.swap(moveOf(two, one))).toMatchObject({
      ok: false,
      fault: { kind: 'conflict' },
    });
    expect(await where()).toEqual([one, one, one]);

    const [first, ...rest] = moveOf(one, two).moves;
    if (first === undefined) throw new Error('the contract has aliases');
    expect(
      await suite.search.swap({ moves: [...rest, { ...first, from: [two] }], removeIndexes: [] }),
    ).toMatchObject({
      ok: false,
      fault: { kind: 'conflict' },
    });
    expect(
      await faultKindOf(
        suite.search.swap({
          moves: [...rest, { ...first, to: `${base}_nowhere`, filter: null }],
          removeIndexes: [],
        }),
      ),
    ).toBe('not-found');
    expect(await where()).toEqual([one, one, one]);

    expect((await suite.search.swap(moveOf(one, two))).ok).toBe(true);
    expect(await where()).toEqual([two, two, two]);
    expect(await suite.search.count(`${base}_all`)).toBe(5);
  });

  it('get another filter without moving', async () => {
    const alias = `${suite.named()}_filtered`;
    const name = await suite.filled(numbered(4));
    await suite.search.swap({
      moves: [{ alias, from: [], to: name, filter: null }],
      removeIndexes: [],
    });
    const repaired = await suite.search.swap({
      moves: [{ alias, from: [name], to: name, filter: equals('existsInGmc', true) }],
      removeIndexes: [],
    });
    expect(repaired.ok).toBe(true);
    expect(await suite.search.count(alias)).toBe(2);
  });

  it('replace a concrete index in one step', async () => {
    const [current, successor] = [await suite.filled(numbered(2)), await suite.filled(numbered(6))];
    const other = `${suite.named()}_other`;
    await suite.search.swap({
      moves: [{ alias: other, from: [], to: current, filter: null }],
      removeIndexes: [],
    });
    const swapped = await suite.search.swap({
      moves: [
        { alias: current, from: [], to: successor, filter: null },
        { alias: other, from: [current], to: successor, filter: null },
      ],
      removeIndexes: [current],
    });
    expect(swapped).toEqual({ ok: true, value: undefined });
    expect(await suite.search.count(current)).toBe(6);
    expect(await suite.search.count(other)).toBe(6);
    expect((await suite.search.indexes(current)).map((index) => index.name)).not.toContain(current);
    expect(
      await faultKindOf(
        suite.search.create({ name: current, fields: sampleFields, keyField: 'key' }),
      ),
    ).toBe('conflict');
  });

  describe('a swap that seals an index', () => {
    const lateWrites: readonly BulkWrite[] = [
      { op: 'index', id: '7000000', source: { key: '7000000', personId: 99 } },
      { op: 'create', id: '7000777', source: { key: '7000777' } },
    ];
    const sealed = async (alias: string): Promise<string> => {
      const name = await suite.filled(numbered(3));
      const moves = [{ alias, from: [], to: name, filter: null }];
      expect(await suite.search.swap({ moves, removeIndexes: [], seals: [name] })).toEqual({
        ok: true,
        value: undefined,
      });
      return name;
    };

    it('lets no late write through, whatever kind it is', async () => {
      const alias = `${suite.named()}_sealed`;
      const name = await sealed(alias);
      const [found] = await suite.search.get(name, ['7000001']);
      const replace = {
        op: 'replace',
        id: '7000001',
        source: { key: '7000001', personId: 99 },
        version: found?.version ?? { seqNo: 0, primaryTerm: 0 },
      } as const;
      for (const write of [...lateWrites, replace])
        expect(await faultKindOf(suite.search.bulk(name, [write]))).toBe('precondition');
      await suite.search.settings(name, 'searchable');
      expect(await suite.search.count(alias)).toBe(3);
      expect(await suite.search.sealed([name])).toEqual([name]);
      const now = await suite.search.get(name, ['7000000', '7000001']);
      expect(now.map(({ source }) => source['personId']).toSorted()).toEqual([0, 1]);
    });

    it('may be repeated, and changes nothing of other indexes', async () => {
      const other = await suite.filled(numbered(1));
      const alias = `${suite.named()}_again`;
      const name = await sealed(alias);
      const moves = [{ alias, from: [name], to: name, filter: null }];
      for (const plan of [{ moves }, { moves: [] }])
        expect(
          await suite.search.swap({ ...plan, removeIndexes: [], seals: [name] }),
        ).toMatchObject({ ok: true });
      expect(await suite.search.bulk(other, lateWrites)).toEqual([
        { verdict: 'written' },
        { verdict: 'written' },
      ]);
    });

    it('seals nothing when it is refused', async () => {
      const alias = `${suite.named()}_refused`;
      const name = await sealed(alias);
      const successor = await suite.filled(numbered(1));
      const moves = [{ alias, from: [], to: successor, filter: null }];
      expect(
        await suite.search.swap({ moves, removeIndexes: [], seals: [successor] }),
      ).toMatchObject({ ok: false, fault: { kind: 'conflict' } });
      expect((await suite.search.bulk(successor, lateWrites)).length).toBe(2);
      expect(await suite.search.sealed([successor])).toEqual([]);
      expect(await suite.search.count(name)).toBe(3);
    });

    it('shows no alias of writers, and none keeps an index alive', async () => {
      const name = suite.named();
      await suite.search.create({ name, fields: sampleFields, keyField: 'key' });
      expect((await suite.search.aliases()).filter(({ index }) => index === name)).toEqual([]);
      await suite.search.drop(name);
      expect(await suite.search.sealed([name])).toEqual([]);
      expect(await faultKindOf(suite.search.bulk(name, lateWrites))).toBe('not-found');
      expect(await suite.search.indexes(`${name}*`)).toEqual([]);
    });

    it('leaves either all of a batch that is being written, or none', async () => {
      const alias = `${suite.named()}_during`;
      const name = await suite.filled([]);
      let count = 0;
      const write = async (): Promise<FaultKind | 'none'> => {
        for (;;) {
          const kind = await faultKindOf(suite.search.bulk(name, numbered(50, count)));
          if (kind !== 'none') return kind;
          count += 50;
        }
      };
      const writing = write();
      await until('the first batches', () => Promise.resolve(count > 100 ? true : null));
      const moves = [{ alias, from: [], to: name, filter: null }];
      expect((await suite.search.swap({ moves, removeIndexes: [], seals: [name] })).ok).toBe(true);
      expect(await writing).toBe('precondition');
      await suite.search.settings(name, 'searchable');
      expect(await suite.search.count(alias)).toBe(count);
    });
  });

  it('let one of two concurrent swaps win', async () => {
    const alias = `${suite.named()}_race`;
    const [now, one, two] = [
      await suite.filled(numbered(1)),
      await suite.filled(numbered(2)),
      await suite.filled(numbered(3)),
    ];
    await suite.search.swap({
      moves: [{ alias, from: [], to: now, filter: null }],
      removeIndexes: [],
    });
    const results = await Promise.all(
      [one, two].map((to) =>
        suite.search.swap({ moves: [{ alias, from: [now], to, filter: null }], removeIndexes: [] }),
      ),
    );
    const winners = results.filter((result) => result.ok).length;
    expect(winners).toBeLessThanOrEqual(1);
    if (!engine.hasCompareAndSet) return;
    expect(winners).toBe(1);
    expect((await suite.search.aliases()).filter((state) => state.name === alias)).toHaveLength(1);
  });

  it('are never empty and never fail for a reader while they move a hundred times', async () => {
    const alias = `${suite.named()}_read`;
    const filtered = `${alias}_filtered`;
    const [one, two] = [await suite.filled(numbered(20)), await suite.filled(numbered(40))];
    const moves = (from: string | null, to: string) => [
      { alias, from: from === null ? [] : [from], to, filter: null },
      {
        alias: filtered,
        from: from === null ? [] : [from],
        to,
        filter: equals('existsInGmc', true),
      },
    ];
    await suite.search.swap({ moves: moves(null, one), removeIndexes: [] });
    let isMoving = true;
    const results: number[] = [];
    let failed = 0;
    const readers = [alias, filtered, alias].map(async (target) => {
      while (isMoving) {
        await suite.search.count(target).then(
          (count) => results.push(count),
          () => failed++,
        );
      }
    });
    for (let at = 0; at < 100; at++) {
      const [from, to] = at % 2 === 0 ? [one, two] : [two, one];
      expect((await suite.search.swap({ moves: moves(from, to), removeIndexes: [] })).ok).toBe(
        true,
      );
    }
    isMoving = false;
    await Promise.all(readers);
    expect(failed).toBe(0);
    expect(results.length).toBeGreaterThan(20);
    expect(results.filter((count) => ![10, 20, 40].includes(count))).toEqual([]);
  });
}
