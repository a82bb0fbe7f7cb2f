import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AliasCheck, AliasVerdict, GenerationCheck, UnexpectedAlias } from '../model.ts';
import {
  planFailedProbe,
  planObservations,
  type ObservationChanges,
  type OpenObservation,
} from './plan-observations.ts';

const check = (name: string, state: AliasVerdict, shows = 1): AliasCheck => ({
  name,
  state,
  expected: { target: 'master_1', filter: null },
  observed: null,
  comparedBy: 'meaning',
  shows,
  shouldShow: null,
  health: null,
  searchFails: false,
  says: `${name} is ${state}.`,
});

const planned = (
  open: readonly OpenObservation[],
  checks: readonly AliasCheck[],
  generations: readonly GenerationCheck[] = [],
  unexpected: readonly UnexpectedAlias[] = [],
): ObservationChanges => planObservations(open, { checks, generations, unexpected });

/** What goes on once the changes are recorded. */
function recorded(
  open: readonly OpenObservation[],
  changes: ObservationChanges,
): OpenObservation[] {
  const next = Math.max(0, ...open.map(({ id }) => id)) + 1;
  return [
    ...open.filter(({ id }) => !changes.ended.includes(id)),
    ...changes.begun.map(({ about, name, seen }, at) => ({ id: next + at, about, name, seen })),
  ];
}

describe('what the contract monitor records', () => {
  it('is an alias outside the contract too, until it is gone or named', () => {
    const tmp = { name: 'tmp', target: 'master_2', filter: null };
    const both = [tmp, { ...tmp, target: 'master_1', filter: 'existsInGmc is true' }];
    const first = planned([], [check('a', 'matches')], [], both);
    expect(first.begun.at(-1)).toMatchObject({
      about: 'unexpected',
      name: 'tmp',
      state: 'different',
      says: 'tmp leads to master_1 and master_2, and the contract does not name it.',
    });
    const open = recorded([], first);
    expect(planned(open, [check('a', 'matches')], [], both)).toMatchObject({
      begun: [],
      ended: [],
    });
    // An engine lists them in another order each time.
    expect(planned(open, [check('a', 'matches')], [], both.toReversed())).toMatchObject({
      begun: [],
      ended: [],
    });
    expect(planned(open, [check('a', 'matches')], [], [tmp])).toMatchObject({
      ended: [2],
      begun: [{ name: 'tmp' }],
    });
    expect(planned(open, [check('a', 'matches'), check('tmp', 'matches')])).toMatchObject({
      ended: [2],
      begun: [{ about: 'alias', name: 'tmp', state: 'matches' }],
    });
  });

  it('is a row when something changes, and none while it stays', () => {
    const first = planned([], [check('a', 'matches'), check('b', 'missing')]);
    expect(first.begun.map(({ name, state }) => [name, state])).toEqual([
      ['a', 'matches'],
      ['b', 'missing'],
    ]);
    const open = recorded([], first);
    // More documents are no other state.
    expect(planned(open, [check('a', 'matches', 9), check('b', 'missing')])).toEqual({
      same: [1, 2],
      ended: [],
      begun: [],
    });
    const third = planned(open, [check('a', 'different'), check('b', 'matches')]);
    expect(third).toMatchObject({ same: [], ended: [1, 2] });
    expect(third.begun).toHaveLength(2);
  });

  it('ends what the contract does not name any more', () => {
    const open = recorded([], planned([], [check('a', 'missing')]));
    expect(planned(open, [])).toMatchObject({ ended: [1], begun: [] });
  });

  it('keeps a drift that nobody can see just now', () => {
    const open = recorded([], planned([], [check('a', 'missing')]));
    expect(planned(open, [check('a', 'not-known')])).toEqual({
      same: [],
      ended: [],
      begun: [],
    });
    const failed = planFailedProbe(open, 'No answer.');
    expect(failed).toMatchObject({ same: [], ended: [], begun: [{ name: '' }] });
    const both = recorded(open, failed);
    expect(planFailedProbe(both, 'No answer.')).toMatchObject({ same: [2], ended: [], begun: [] });
    // It can tell again: what was not known ends, and the drift has gone on all the time.
    expect(planned(both, [check('a', 'missing')])).toEqual({
      same: [1],
      ended: [2],
      begun: [],
    });
  });

  it('tells generations from aliases of one name, and is not moved by what concerns nobody', () => {
    const generation = (given: Partial<GenerationCheck>): GenerationCheck => ({
      index: 'a',
      base: 'a',
      role: 'live',
      state: 'matches',
      findings: [],
      observed: null,
      says: 'a is made as the contract says.',
      ...given,
    });
    const open = recorded([], planned([], [check('a', 'missing')], [generation({})]));
    expect(open.map(({ about, name }) => [about, name])).toEqual([
      ['alias', 'a'],
      ['generation', 'a'],
    ]);
    const grown = generation({
      findings: [{ about: 'mapping', concerns: 'nobody-yet', says: 'One more field.' }],
    });
    expect(planned(open, [check('a', 'missing')], [grown])).toMatchObject({ ended: [], begun: [] });
    const off = generation({
      state: 'different',
      findings: [{ about: 'settings', concerns: 'users', says: 'Refresh is off.' }],
    });
    expect(planned(open, [check('a', 'missing')], [off])).toMatchObject({
      same: [1],
      ended: [2],
      begun: [{ about: 'generation', name: 'a', state: 'different' }],
    });
    // Not known is no end of what was seen.
    expect(planned(open, [check('a', 'missing')], [generation({ state: 'not-known' })])).toEqual({
      same: [1],
      ended: [],
      begun: [],
    });
  });

  it('has at most one state of each alias that goes on, whatever is seen', () => {
    const states = fc.constantFrom<AliasVerdict>(
      'matches',
      'missing',
      'different',
      'unreadable',
      'not-known',
    );
    const anyProbe = fc.oneof(
      fc.constant('failed' as const),
      fc.uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c'), state: states }), {
        selector: ({ name }) => name,
      }),
    );
    fc.assert(
      fc.property(fc.array(anyProbe, { maxLength: 12 }), (probes) => {
        let open: OpenObservation[] = [];
        for (const probe of probes) {
          open = recorded(
            open,
            probe === 'failed'
              ? planFailedProbe(open, 'No answer.')
              : planned(
                  open,
                  probe.map(({ name, state }) => check(name, state)),
                ),
          );
          const names = open.map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
        }
      }),
    );
  });
});
