import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordedStatuses, type Tie, type TiedItem } from './migration-item.ts';
import { inOrder, planOf } from './what-if.ts';

const tie = (key: string): Tie => ({ key, name: key, isItem: true, note: null });
interface Given {
  readonly movesWith?: readonly string[];
  readonly blockedBy?: readonly string[];
  readonly keepsData?: TiedItem['keepsData'];
  readonly neededBy?: readonly string[];
  readonly status?: TiedItem['status'];
}
const item = (
  key: string,
  {
    movesWith = [],
    blockedBy = [],
    keepsData = 'no',
    neededBy = [],
    status = 'not started',
  }: Given = {},
): TiedItem => ({
  key,
  name: key,
  status,
  wave: null,
  keepsData,
  data: keepsData === 'yes' ? [{ key: `${key}-data`, name: key, kind: 'database' }] : [],
  movesWith: movesWith.map(tie),
  blockedBy: blockedBy.map(tie),
  neededBy: neededBy.map((by) => ({ key: by, name: by, needs: `${by}-part`, needed: key })),
});
const stepsOf = (all: readonly TiedItem[], wanted: readonly string[]) =>
  planOf(all, wanted).steps.map(({ items }) => items);

describe('what a move takes', () => {
  it('takes with it what must move with it, and says why', () => {
    const { withThem, steps } = planOf(
      [
        item('mysql', { movesWith: ['maxwell'] }),
        item('maxwell', { movesWith: ['mysql', 'readers'], blockedBy: ['mysql'] }),
        item('readers'),
        item('jumpbox'),
      ],
      ['mysql'],
    );
    expect(withThem.map(({ key, because }) => [key, because])).toEqual([
      ['maxwell', 'mysql'],
      ['readers', 'maxwell'],
    ]);
    // One step, and in it the data before what reads their changes.
    expect(steps).toHaveLength(1);
    const [first] = steps;
    expect([...(first?.items ?? [])].sort()).toEqual(['maxwell', 'mysql', 'readers']);
    expect(first?.items.indexOf('mysql')).toBeLessThan(first?.items.indexOf('maxwell') ?? -1);
  });

  it('takes nothing along that has moved or has nothing to move', () => {
    const { withThem, chosen, settled } = planOf(
      [
        item('apps', { movesWith: ['proxy', 'lake', 'unknown'] }),
        item('proxy', { status: 'cut over' }),
        item('lake', { status: 'not-applicable' }),
        item('unknown', { status: 'not-recorded' }),
      ],
      ['apps', 'proxy', 'nobody'],
    );
    expect(withThem.map(({ key }) => key)).toEqual(['unknown']);
    expect([chosen, settled]).toEqual([['apps'], ['proxy']]);
  });

  it('puts what blocks something before it', () => {
    const steps = stepsOf(
      [item('apps', { blockedBy: ['store', 'network'] }), item('store'), item('network')],
      ['apps', 'store', 'network'],
    );
    expect(steps).toEqual([['store'], ['network'], ['apps']]);
  });

  it('names what blocks it and is no part of the move, and no more what is done', () => {
    const { blockers } = planOf(
      [
        item('apps', { blockedBy: ['allow-list', 'gmc', 'old'] }),
        item('allow-list', { status: 'not-recorded' }),
        item('old', { status: 'decommissioned' }),
      ],
      ['apps'],
    );
    expect(blockers.map(({ by, status }) => [by.key, status])).toEqual([
      ['allow-list', 'not-recorded'],
      ['gmc', null],
    ]);
  });

  it('says until where one can turn back without copying data back', () => {
    const items = [
      item('proxy'),
      item('store', { keepsData: 'yes', blockedBy: ['proxy'] }),
      item('clean-up', { blockedBy: ['store'] }),
      item('disks', { keepsData: 'not-recorded' }),
    ];
    const ways = (wanted: string[]) => {
      const { steps, freeSteps } = planOf(items, wanted);
      return [freeSteps, ...steps.map(({ wayBack }) => wayBack)];
    };
    expect(ways(['clean-up', 'store', 'proxy'])).toEqual([1, 'switch', 'copy', 'switch']);
    expect(ways(['proxy'])).toEqual([1, 'switch']);
    expect(ways(['store'])).toEqual([0, 'copy']);
    // Whether a disk keeps anything nobody said: it is not known, and not free.
    expect(ways(['disks', 'proxy'])).toEqual([1, 'switch', 'not-recorded']);
  });

  it('names what one cloud needs of the other afterwards', () => {
    const items = [
      item('store', { neededBy: ['apps', 'gone'] }),
      item('apps', { neededBy: ['proxy'] }),
      item('proxy'),
      item('gone', { status: 'cut over' }),
    ];
    const links = (wanted: string[]) =>
      planOf(items, wanted).links.map(({ from, to }) => `${from} needs ${to}`);
    expect(links(['store'])).toEqual(['apps needs store']);
    expect(links(['apps'])).toEqual(['apps needs store', 'proxy needs apps']);
    expect(links(['store', 'apps', 'proxy'])).toEqual([]);
  });

  it('tells a circle, and moves it in one step', () => {
    const items = [
      item('a', { blockedBy: ['b'] }),
      item('b', { blockedBy: ['c'] }),
      item('c', { blockedBy: ['a'] }),
      item('d', { blockedBy: ['a'] }),
      item('e', { blockedBy: ['e'] }),
    ];
    const { steps, cycles } = planOf(items, ['a', 'b', 'c', 'd', 'e']);
    expect(steps.map(({ items: own }) => [...own].sort())).toEqual([['a', 'b', 'c'], ['d'], ['e']]);
    expect(cycles.map((cycle) => [...cycle].sort())).toEqual([['a', 'b', 'c'], ['e']]);
  });

  it('is not stopped by a chain of any length', () => {
    const nodes = Array.from({ length: 50_000 }, (_, at) => String(at));
    const groups = inOrder(nodes, (node) => [String(Number(node) + 1)]);
    expect(groups.flat()).toEqual(nodes.toReversed());
  });
});

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
const some = fc.subarray([...names], { maxLength: 3 });
const anyItems = fc.tuple(
  ...names.map((key) =>
    fc
      .record({
        movesWith: some,
        blockedBy: some,
        keepsData: fc.constantFrom('yes', 'no', 'not-recorded'),
        status: fc.constantFrom(...recordedStatuses),
      })
      .map((given) => item(key, given)),
  ),
);
const wanted = fc.subarray([...names]);

describe('a plan of any items', () => {
  it('moves each once, and never before what blocks it, unless they are in a circle', () => {
    fc.assert(
      fc.property(anyItems, wanted, (all, keys) => {
        const { chosen, withThem, steps, cycles } = planOf(all, keys);
        const moved = steps.flatMap(({ items }) => items);
        expect([...moved].sort()).toEqual([...chosen, ...withThem.map(({ key }) => key)].sort());
        const circleOf = (key: string) => cycles.find((cycle) => cycle.includes(key));
        for (const [at, key] of moved.entries())
          for (const { key: before } of all.find((one) => one.key === key)?.blockedBy ?? [])
            if (moved.indexOf(before) >= at) expect(circleOf(key)).toContain(before);
      }),
    );
  });

  it('tells a circle where there is one, and only there', () => {
    fc.assert(
      fc.property(anyItems, wanted, (all, keys) => {
        const { steps, cycles } = planOf(all, keys);
        const moved = steps.flatMap(({ items }) => items);
        const before = (key: string): string[] =>
          (all.find((one) => one.key === key)?.blockedBy ?? [])
            .map((by) => by.key)
            .filter((by) => moved.includes(by));
        const comesBack = (start: string): boolean => {
          const seen = new Set<string>();
          const todo = before(start);
          for (const key of todo)
            if (!seen.has(key)) {
              seen.add(key);
              todo.push(...before(key));
            }
          return seen.has(start);
        };
        expect(cycles.flat().sort()).toEqual(moved.filter(comesBack).sort());
      }),
    );
  });

  it('keeps what must move when something is chosen besides', () => {
    fc.assert(
      fc.property(anyItems, wanted, fc.constantFrom(...names), (all, keys, more) => {
        const moved = (chosen: readonly string[]) =>
          planOf(all, chosen).steps.flatMap(({ items }) => items);
        expect(moved([...keys, more])).toEqual(expect.arrayContaining(moved(keys)));
      }),
    );
  });

  it('moves in one step what must move together', () => {
    fc.assert(
      fc.property(anyItems, wanted, (all, keys) => {
        const { steps } = planOf(all, keys);
        const stepOf = (key: string) => steps.findIndex(({ items }) => items.includes(key));
        for (const { key, movesWith } of all)
          for (const other of movesWith)
            if (stepOf(key) !== -1 && stepOf(other.key) !== -1)
              expect(stepOf(other.key)).toBe(stepOf(key));
      }),
    );
  });
});
