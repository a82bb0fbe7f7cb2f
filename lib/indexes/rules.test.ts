import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equals } from '#lib/platform/search/conditions.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import { planRetirement, planSwap } from './rules.ts';
import type { Generation } from './store.ts';

const contract = [
  { name: 'master', target: 'master', filter: null },
  { name: 'connections', target: 'master', filter: equals('existsInGmc', true) },
];
const generations = { master: 'master_20261121t173000_12' };

function row(index: string, role: Generation['role'], more: Partial<Generation> = {}): Generation {
  return {
    index,
    base: index.split('_')[0] ?? index,
    environment: 'local',
    runId: index,
    runName: null,
    runNumber: 3,
    role,
    isKeptCopy: false,
    documents: null,
    createdAt: new Date('2026-11-21T10:00:00Z'),
    liveFrom: null,
    liveUntil: null,
    ...more,
  };
}

describe('the plan of a swap', () => {
  it('moves every alias of the contract from where it is now', () => {
    const states: AliasState[] = [{ name: 'master', index: 'old', filter: null }];
    const planned = planSwap(
      contract,
      generations,
      states,
      new Set(['old', 'master_20261121t173000_12']),
    );
    expect(planned).toEqual({
      ok: true,
      value: {
        isDone: false,
        leftBehind: [],
        plan: {
          moves: [
            {
              alias: 'master',
              from: ['old'],
              to: generations.master,
              filter: null,
              previousFilters: { old: null },
            },
            {
              alias: 'connections',
              from: [],
              to: generations.master,
              filter: equals('existsInGmc', true),
              previousFilters: {},
            },
          ],
          removeIndexes: [],
        },
      },
    });
  });

  it('removes a concrete index whose name an alias must get', () => {
    const planned = planSwap(contract, generations, [], new Set(['master', 'unrelated']));
    expect(planned.ok && planned.value.plan.removeIndexes).toEqual(['master']);
  });

  it('is refused when a removed index has an alias that the contract does not name', () => {
    const states: AliasState[] = [
      { name: 'connections', index: 'master', filter: null },
      { name: 'recommendations', index: 'master', filter: null },
      { name: 'elsewhere', index: 'unrelated', filter: null },
    ];
    const planned = planSwap(contract, generations, states, new Set(['master', 'unrelated']));
    expect(planned).toMatchObject({ ok: false, fault: { kind: 'precondition' } });
    expect(planned.ok ? '' : planned.fault.says).toContain(
      'The alias recommendations would be lost: master must make way',
    );
    expect(
      planSwap(contract, generations, states.slice(0, 1), new Set(['master', 'unrelated'])).ok,
    ).toBe(true);
  });

  it('has nothing to do when readers already use exactly this', () => {
    const states: AliasState[] = contract.map(({ name, filter }) => ({
      name,
      index: generations.master,
      filter,
    }));
    expect(planSwap(contract, generations, states, new Set())).toMatchObject({
      ok: true,
      value: { isDone: true },
    });
    const [first, second] = states;
    const withoutFilter: AliasState[] = [
      ...(first ? [first] : []),
      ...(second ? [{ ...second, filter: null }] : []),
    ];
    expect(planSwap(contract, generations, withoutFilter, new Set())).toMatchObject({
      ok: true,
      value: { isDone: false },
    });
  });

  it('is refused for an alias on two indexes, and for a family without an index', () => {
    const twice: AliasState[] = [
      { name: 'master', index: 'a', filter: null },
      { name: 'master', index: 'b', filter: null },
    ];
    expect(planSwap(contract, generations, twice, new Set())).toMatchObject({
      ok: false,
      fault: { kind: 'precondition' },
    });
    expect(planSwap(contract, {}, [], new Set())).toMatchObject({
      ok: false,
      fault: { kind: 'precondition' },
    });
  });
});

describe('retirement', () => {
  it('drops what earlier runs left half-built, and all but the newest previous one', () => {
    const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 21, hour));
    const rows = [
      row('master_1', 'previous', { liveUntil: at(1) }),
      row('master_2', 'previous', { liveUntil: at(3) }),
      row('master_3', 'previous', { liveUntil: at(2) }),
      row('master_4', 'live'),
      row('master_5', 'building'),
      row('master_6', 'abandoned'),
      row('other_1', 'previous', { liveUntil: at(1) }),
      row('mine_1', 'building', { runId: 'me' }),
      row('next_1', 'building', { runId: 'next', runNumber: 13 }),
    ];
    expect(planRetirement(rows, { id: 'me', number: 12 })).toEqual([
      'master_5',
      'master_6',
      'master_1',
      'master_3',
    ]);
  });

  it('never touches the live, the newest previous, or what this or a later run made', () => {
    const roles: readonly Generation['role'][] = ['building', 'live', 'previous', 'abandoned'];
    const any = fc.array(
      fc.record({
        role: fc.constantFrom(...roles),
        run: fc.constantFrom('a', 'b', null),
        number: fc.option(fc.nat(9)),
        until: fc.nat(9),
      }),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(any, (specs) => {
        const rows = specs.map(({ role, run, number, until }, at) =>
          row(`master_${String(at)}`, role, {
            runId: run,
            runNumber: number,
            liveUntil: new Date(until),
          }),
        );
        const retired = new Set(planRetirement(rows, { id: 'a', number: 5 }));
        const remaining = rows.filter((one) => !retired.has(one.index));
        expect(remaining).toEqual(
          expect.arrayContaining(
            rows.filter(
              (one) => one.role === 'live' || one.runId === 'a' || (one.runNumber ?? 0) > 5,
            ),
          ),
        );
        const previous = rows.filter((one) => one.role === 'previous');
        const newest = Math.max(...previous.map((one) => one.liveUntil?.getTime() ?? 0));
        if (previous.length > 0)
          expect(
            remaining.some((one) => one.role === 'previous' && one.liveUntil?.getTime() === newest),
          ).toBe(true);
      }),
    );
  });
});
