import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severities } from './model.ts';
import { dueAt, isFor, nextGroup, type Group } from './rules.ts';

const noticed = fc.record({
  severity: fc.constantFrom(...severities),
  isResolved: fc.boolean(),
});

describe('what has one key', () => {
  it('is told when it begins, when it gets worse and when it ends, and never again', () => {
    fc.assert(
      fc.property(fc.array(noticed, { maxLength: 40 }), (notices) => {
        let group: Group | null = null;
        // The worst that was told since it began; null: nothing goes on.
        let told: number | null = null;
        for (const notice of notices) {
          const next: ReturnType<typeof nextGroup> = nextGroup(group, notice);
          const rank = severities.indexOf(notice.severity);
          const isWanted: boolean = notice.isResolved
            ? told !== null
            : told === null || rank > told;
          expect(next.shouldTell).toBe(isWanted);
          if (notice.isResolved) told = null;
          else if (isWanted) told = rank;
          ({ group } = next);
          expect(group?.isOpen ?? false).toBe(told !== null);
        }
      }),
    );
  });

  it('counts from its beginning', () => {
    const open: Group = { isOpen: true, severity: 'warning', count: 2 };
    const again = { severity: 'info', isResolved: false } as const;
    expect(nextGroup(open, again).group).toEqual({ ...open, count: 3 });
    expect(nextGroup({ ...open, isOpen: false }, again).group).toEqual({
      isOpen: true,
      severity: 'info',
      count: 1,
    });
  });
});

describe('a route', () => {
  const all = { environments: null, events: null, severity: 'info' } as const;
  const failed = { environment: 'prod', event: 'run-failed' } as const;

  it.each([
    [all, true],
    [{ ...all, environments: ['prod'] }, true],
    [{ ...all, environments: ['stage'] }, false],
    [{ ...all, events: ['run-failed'] as const }, true],
    [{ ...all, events: ['run-settled'] as const }, false],
    [{ ...all, severity: 'warning' } as const, true],
    [{ ...all, severity: 'critical' } as const, false],
  ])('%j is told of a failed run as a warning of prod: %j', (route, expected) => {
    expect(isFor(route, failed, 'warning')).toBe(expected);
  });

  const [day, night] = [
    { from: 8 * 60, to: 18 * 60 },
    { from: 22 * 60 + 30, to: 6 * 60 },
  ];
  it.each([
    ['no hours', null, '2026-07-01T03:00:00Z', '2026-07-01T03:00:00Z'],
    ['within, in summer time', day, '2026-07-01T07:00:00Z', '2026-07-01T07:00:00Z'],
    ['before them, in summer time', day, '2026-07-01T06:59:00Z', '2026-07-01T07:00:00Z'],
    ['after them, before winter time', day, '2026-10-24T17:00:00Z', '2026-10-25T08:00:00Z'],
    ['after them, before summer time', day, '2026-03-28T18:00:00Z', '2026-03-29T07:00:00Z'],
    ['over midnight', night, '2026-01-10T02:00:00Z', '2026-01-10T02:00:00Z'],
    ['before the night', night, '2026-01-10T12:00:00Z', '2026-01-10T22:30:00Z'],
  ])('may be used: %s', (_, hours, at, expected) => {
    expect(dueAt(hours, new Date(at)).toISOString()).toBe(new Date(expected).toISOString());
  });
});
