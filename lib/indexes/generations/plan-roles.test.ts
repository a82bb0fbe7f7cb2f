import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AliasState } from '#lib/platform/search/port.ts';
import { planRoles, withRoles } from './plan-roles.ts';
import type { Generation } from '../store.ts';

function row(index: string, role: Generation['role'], more: Partial<Generation> = {}): Generation {
  return {
    index,
    base: index.split('_')[0] ?? index,
    environment: 'local',
    runId: index,
    runName: null,
    runNumber: null,
    role,
    isKeptCopy: false,
    documents: null,
    createdAt: new Date('2026-11-21T10:00:00Z'),
    liveFrom: null,
    liveUntil: null,
    ...more,
  };
}

const nothing = { live: [], previous: [], abandoned: [], dropped: [] };

describe('the roles that the records must say', () => {
  const changesOf = (
    rows: readonly Generation[],
    states: readonly AliasState[],
    gone: readonly string[] = [],
  ) =>
    planRoles(
      rows,
      states,
      new Set(rows.map((one) => one.index).filter((index) => !gone.includes(index))),
    );

  it('believes the alias of the family, and any alias where there is none', () => {
    const rows = [row('master_1', 'live'), row('master_2', 'previous', { liveFrom: new Date(1) })];
    const moved: AliasState[] = [
      { name: 'master', index: 'master_2', filter: null },
      { name: 'by-hand', index: 'master_1', filter: null },
    ];
    expect(changesOf(rows, moved)).toEqual({
      live: ['master_2'],
      previous: ['master_1'],
      abandoned: [],
      dropped: [],
    });
    expect(changesOf(rows, moved.slice(1))).toEqual(nothing);
  });

  it('believes no alias of what no run has proven, while others lead to the live one', () => {
    const rows = [row('master_1', 'live', { liveFrom: new Date(1) }), row('master_2', 'building')];
    const [live, built, other] = [
      { name: 'master', index: 'master_1', filter: null },
      { name: 'master', index: 'master_2', filter: null },
      { name: 'connections', index: 'master_1', filter: null },
    ] as const;
    expect(changesOf(rows, [live, built, other])).toEqual(nothing);
    expect(changesOf(rows, [built, other])).toEqual(nothing);
    const moved = [built, { ...other, index: 'master_2' }];
    expect(changesOf(rows, moved)).toEqual({
      ...nothing,
      live: ['master_2'],
      previous: ['master_1'],
    });
  });

  it('settles a kept copy once its name is an alias, and not before', () => {
    const copy = row('master_0', 'building', { isKeptCopy: true, documents: 0 });
    const states = [{ name: 'master', index: 'elsewhere', filter: null }] as const;
    expect(changesOf([copy], states).previous).toEqual(['master_0']);
    expect(changesOf([copy], [])).toEqual(nothing);
  });

  it('gives a copy up that was never whole, once its name is an alias', () => {
    const half = row('master_0', 'building', { isKeptCopy: true });
    const states = [{ name: 'master', index: 'elsewhere', filter: null }] as const;
    expect(changesOf([half], states)).toEqual({ ...nothing, abandoned: ['master_0'] });
    expect(changesOf([half], [])).toEqual(nothing);
  });

  it('brings back what was dropped and is there again, as what it was', () => {
    const rows = [
      row('master_1', 'dropped'),
      row('master_2', 'dropped', { liveFrom: new Date(1) }),
      row('master_3', 'dropped'),
      row('master_4', 'dropped'),
    ];
    const states: AliasState[] = [{ name: 'master', index: 'master_3', filter: null }];
    expect(changesOf(rows, states, ['master_4'])).toEqual({
      live: ['master_3'],
      previous: ['master_2'],
      abandoned: ['master_1'],
      dropped: [],
    });
  });

  it('drops what is gone, but not what is about to be made', () => {
    const rows = [
      row('master_1', 'previous'),
      row('master_2', 'building'),
      row('master_3', 'abandoned'),
      row('master_4', 'live'),
    ];
    expect(changesOf(rows, [], ['master_1', 'master_2', 'master_3', 'master_4']).dropped).toEqual([
      'master_1',
      'master_3',
      'master_4',
    ]);
  });

  it('has nothing left to change afterwards', () => {
    const roles: readonly Generation['role'][] = [
      'building',
      'live',
      'previous',
      'abandoned',
      'dropped',
    ];
    const rowsAndAliases = fc.tuple(
      fc.array(fc.constantFrom(...roles), { minLength: 1, maxLength: 6 }),
      fc.array(fc.nat(5), { maxLength: 2 }),
      fc.array(fc.nat(5), { maxLength: 2 }),
    );
    fc.assert(
      fc.property(rowsAndAliases, ([chosen, aliased, gone]) => {
        const rows = chosen.map((role, at) => row(`master_${String(at)}`, role));
        const missing = gone.map((at) => `master_${String(at)}`);
        const states = aliased
          .map((at, nth) => ({
            name: nth === 0 ? 'master' : 'other',
            index: `master_${String(at)}`,
            filter: null,
          }))
          .filter(
            (state) =>
              rows.some((one) => one.index === state.index) && !missing.includes(state.index),
          );
        const changes = changesOf(rows, states, missing);
        const left = withRoles(rows, changes).filter(
          (one) => one.role !== 'dropped' || !missing.includes(one.index),
        );
        expect(changesOf(left, states, missing)).toEqual(nothing);
        expect(
          states.every(
            (state) =>
              state.name !== 'master' ||
              left.find((one) => one.index === state.index)?.role === 'live' ||
              left.some(
                (one) => one.role === 'live' && states.some(({ index }) => index === one.index),
              ),
          ),
        ).toBe(true);
      }),
    );
  });
});
