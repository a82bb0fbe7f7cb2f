import { describe, expect, it } from 'vitest';
import { equals } from '#lib/platform/search/conditions.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import { planSwap } from './plan-swap.ts';

const contract = [
  { name: 'master', target: 'master', filter: null },
  { name: 'connections', target: 'master', filter: equals('existsInGmc', true) },
];
const generations = { master: 'master_20261121t173000_12' };

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
