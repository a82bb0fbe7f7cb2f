import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { done } from '#lib/kernel/result.ts';
import { equals } from '#lib/platform/search/conditions.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import { checkOf } from '../contract/check-alias.ts';
import { compareWithContract } from '../contract/compare-with-contract.ts';
import { planAliasRepair } from './plan-alias-repair.ts';

const [older, live] = ['master_20261120t100000_1', 'master_20261121t100000_2'];
const contract = [
  { name: 'master', target: 'master', filter: null },
  { name: 'connections', target: 'master', filter: equals('existsInGmc', true) },
  { name: 'discrepancies', target: 'master', filter: equals('existsInGmc', false) },
];
const right: readonly AliasState[] = contract.map(({ name, filter }) => ({
  name,
  index: live,
  filter,
}));

function planned(
  states: readonly AliasState[],
  name?: string,
  names: readonly string[] = [older, live],
  health: 'green' | 'closed' = 'green',
) {
  const indexes = new Map(names.map((one) => [one, { health }]));
  const checks = compareWithContract(contract, states, indexes, new Map([['master', live]])).map(
    (compared) =>
      checkOf(
        compared,
        compared.observed === null
          ? { shows: { ok: false, fault: { kind: 'not-found', says: '' } } }
          : { shows: done(1), shouldShow: done(1) },
      ),
  );
  const facts = { checks, states, indexes: new Set(names), whyNoIndexes: null };
  return planAliasRepair(contract, facts, name);
}

describe('the repair of aliases', () => {
  it('adds the one that is missing, with its filter, and touches no other', () => {
    expect(planned(right.slice(0, 2))).toMatchObject({
      ok: true,
      value: {
        plan: {
          moves: [{ alias: 'discrepancies', from: [], to: live, filter: contract[2]?.filter }],
          removeIndexes: [],
        },
      },
    });
  });

  it('takes an alias off the second index on which it is', () => {
    const states: AliasState[] = [...right, { name: 'master', index: older, filter: null }];
    expect(planned(states)).toMatchObject({
      value: { plan: { moves: [{ alias: 'master', from: [live, older], to: live }] } },
    });
  });

  it('makes an index way that holds the name, and puts right what that takes along', () => {
    const states: AliasState[] = [
      ...right.slice(0, 1),
      { name: 'discrepancies', index: 'connections', filter: null },
    ];
    expect(planned(states, 'connections', [older, live, 'connections'])).toMatchObject({
      value: {
        plan: {
          moves: [
            { alias: 'connections', from: [] },
            { alias: 'discrepancies', from: ['connections'] },
          ],
          removeIndexes: ['connections'],
        },
      },
    });
    const strange: AliasState = { name: 'somebody', index: 'connections', filter: null };
    const refused = planned([...right.slice(0, 1), strange], 'connections', [live, 'connections']);
    expect(refused).toMatchObject({ ok: false, fault: { kind: 'precondition' } });
  });

  it.each<[string, readonly AliasState[], string | undefined, readonly string[], string]>([
    ['nothing is wrong', right, undefined, [live], 'precondition'],
    ['that one is not wrong', right.slice(0, 2), 'master', [live], 'precondition'],
    ['the contract does not name it', right, 'other', [live], 'not-found'],
    ['the generation is gone', right.slice(0, 2), undefined, [older], 'precondition'],
  ])('is refused where %s', (_, states, name, names, kind) => {
    expect(planned(states, name, names)).toMatchObject({ ok: false, fault: { kind } });
  });

  it('names the ways out where the generation that users should get is gone', () => {
    const refused = planned([], undefined, [older]);
    expect(refused.ok ? '' : refused.fault.says).toBe(
      `${live}, which users should get, is not there any more. Roll back to an earlier ` +
        'generation, where one is kept, or start a sync.',
    );
  });

  it.each([undefined, 'master'])(
    'does not say that all is right where users get errors (%s)',
    (name) => {
      const refused = planned(right, name, [older, live], 'closed');
      expect(refused).toMatchObject({ ok: false, fault: { kind: 'precondition' } });
      expect(refused.ok ? '' : refused.fault.says).toMatch(/closed index.* for the search engine/);
    },
  );

  it('leaves nothing wrong, and does nothing twice', () => {
    const anyState = fc.record({
      name: fc.constantFrom('master', 'connections', 'discrepancies'),
      index: fc.constantFrom(older, live),
      filter: fc.constantFrom(null, ...contract.flatMap(({ filter }) => filter ?? [])),
    });
    const anyStates = fc.uniqueArray(anyState, { selector: (one) => `${one.name} ${one.index}` });
    fc.assert(
      fc.property(anyStates, (states) => {
        const plan = planned(states);
        if (!plan.ok) {
          expect(plan.fault.says).toContain('nothing to repair');
          return;
        }
        const { moves } = plan.value.plan;
        const moved = new Set(moves.map(({ alias }) => alias));
        expect(moved.size).toBe(moves.length);
        const after: AliasState[] = [
          ...states.filter(({ name }) => !moved.has(name)),
          ...moves.map(({ alias, to, filter }) => ({ name: alias, index: to, filter })),
        ];
        expect(planned(after)).toMatchObject({ ok: false, fault: { kind: 'precondition' } });
      }),
    );
  });
});
