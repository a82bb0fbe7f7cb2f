import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Generation } from '../store.ts';
import { planRetirement } from './plan-retirement.ts';

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
      row('by_hand_1', 'building', { runNumber: null, isKeptCopy: true }),
      row('by_hand_2', 'abandoned', { runNumber: null, isKeptCopy: true }),
      row('mine_1', 'building', { runId: 'me' }),
      row('next_1', 'building', { runId: 'next', runNumber: 13 }),
    ];
    expect(planRetirement(rows, { id: 'me', number: 12 }, 2)).toEqual([
      'master_5',
      'master_6',
      'by_hand_2',
      'master_1',
      'master_3',
    ]);
  });

  it('keeps as many ways back as are wanted, and one at least', () => {
    const rows = [1, 2, 3, 4].map((hour) =>
      row(`master_${String(hour)}`, 'previous', { liveUntil: new Date(hour) }),
    );
    const retired = (kept: number) => planRetirement(rows, { id: 'me', number: 12 }, kept);
    expect(retired(1)).toEqual(['master_1', 'master_2', 'master_3']);
    expect(retired(2)).toEqual(['master_1', 'master_2', 'master_3']);
    expect(retired(4)).toEqual(['master_1']);
    expect(retired(20)).toEqual([]);
  });

  it('counts no copy of what had the name of an alias among the ways back', () => {
    const rows = [
      row('master_1', 'previous', { liveUntil: new Date(1) }),
      row('master_copy', 'previous', {
        liveUntil: new Date(2),
        runId: null,
        runNumber: null,
        isKeptCopy: true,
      }),
      row('master_2', 'live'),
    ];
    expect(planRetirement(rows, { id: 'me', number: 12 }, 2)).toEqual([]);
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
        const retired = new Set(planRetirement(rows, { id: 'a', number: 5 }, 2));
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
