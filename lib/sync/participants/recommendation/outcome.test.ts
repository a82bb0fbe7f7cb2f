import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recommendation } from '../sources.ts';
import { gmcOutcomeOf, latestOf, monthBefore } from './outcome.ts';

const asOf = '2026-11-21';
const made = (
  outcome: string | null,
  actualSubmissionDate: string | null,
  id = 'r',
): Recommendation => ({
  id,
  outcome,
  actualSubmissionDate,
  gmcSubmissionDate: null,
});
const outcome = (underNotice: string | null, ...recommendations: Recommendation[]): string | null =>
  gmcOutcomeOf({ underNotice, recommendations }, asOf);

describe('gmcOutcomeOf', () => {
  it('is the display text of the newest submission', () => {
    expect(outcome('NO')).toBeNull();
    expect(
      outcome(
        'NO',
        made('REJECTED', '2026-01-01'),
        made('UNDER_REVIEW', '2026-05-01'),
        made('APPROVED', '2025-01-01'),
      ),
    ).toBe('Under Review');
    expect(outcome('NO', made('REJECTED', '2026-01-01'))).toBe('Rejected');
  });

  it('is none when the newest has none, and ignores drafts without a date', () => {
    expect(outcome('NO', made(null, '2026-05-01'), made('APPROVED', '2026-01-01'))).toBeNull();
    expect(outcome('NO', made(null, null), made('APPROVED', '2026-01-01'))).toBe('Approved');
  });

  it('ignores an approval of over a month ago when the doctor is under notice again', () => {
    expect(outcome('YES', made('APPROVED', '2026-10-20'))).toBeNull();
    expect(outcome('YES', made('APPROVED', '2026-10-21'))).toBe('Approved');
    expect(outcome('YES', made('REJECTED', '2025-01-01'))).toBe('Rejected');
    expect(outcome('ON_HOLD', made('APPROVED', '2025-01-01'))).toBe('Approved');
  });

  it('does not depend on the order of reading', () => {
    const one = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      outcome: fc.constantFrom('APPROVED', 'REJECTED', null),
      actualSubmissionDate: fc.constantFrom('2026-01-01', '2026-02-01', null),
      gmcSubmissionDate: fc.constantFrom('2026-03-01', null),
    });
    fc.assert(
      fc.property(
        fc
          .uniqueArray(one, { selector: (each) => each.id })
          .chain((all) =>
            fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
          ),
        ([all, shuffled]) => {
          expect(latestOf(shuffled)).toEqual(latestOf(all));
        },
      ),
    );
  });
});

describe('monthBefore', () => {
  it.each([
    ['2026-11-21', '2026-10-21'],
    ['2026-03-31', '2026-02-28'],
    ['2024-03-30', '2024-02-29'],
    ['2026-01-31', '2025-12-31'],
    ['2026-12-31', '2026-11-30'],
  ])('%s is %s', (day, before) => {
    expect(monthBefore(day)).toBe(before);
  });
});
