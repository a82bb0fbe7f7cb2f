/**
 * What Recommendation says of a doctor's latest recommendation, in profile B
 * (`docs/sync-contract.md` 3.4).
 */
import type { Day, GmcDoctor, Recommendation } from '../sources.ts';

const displayText: ReadonlyMap<string, string> = new Map([
  ['APPROVED', 'Approved'],
  ['REJECTED', 'Rejected'],
  ['UNDER_REVIEW', 'Under Review'],
]);

/** The same day of the month before, or that month's last day. */
export function monthBefore(day: Day): Day {
  const [year, month, date] = [
    Number(day.slice(0, 4)),
    Number(day.slice(5, 7)),
    Number(day.slice(8, 10)),
  ];
  const lastOfMonthBefore = new Date(Date.UTC(year, month - 1, 0));
  lastOfMonthBefore.setUTCDate(Math.min(date, lastOfMonthBefore.getUTCDate()));
  return lastOfMonthBefore.toISOString().slice(0, 10);
}

/**
 * Newest submission first, as MongoDB sorts descending: without a date last. Ties end the same way
 * whatever the order of reading.
 */
function isLater(a: Recommendation, b: Recommendation): boolean {
  const [submittedA, submittedB] = [a.actualSubmissionDate ?? '', b.actualSubmissionDate ?? ''];
  if (submittedA !== submittedB) return submittedA > submittedB;
  const [dueA, dueB] = [a.gmcSubmissionDate ?? '', b.gmcSubmissionDate ?? ''];
  return dueA === dueB ? a.id > b.id : dueA > dueB;
}

export function latestOf(recommendations: readonly Recommendation[]): Recommendation | null {
  let latest: Recommendation | null = null;
  for (const recommendation of recommendations) {
    if (latest === null || isLater(recommendation, latest)) latest = recommendation;
  }
  return latest;
}

/**
 * Approved more than a month ago, and under notice again: that outcome belongs to the notice
 * before.
 */
function isPastCompleted(latest: Recommendation, underNotice: string | null, asOf: Day): boolean {
  if (
    latest.outcome !== 'APPROVED' ||
    underNotice !== 'YES' ||
    latest.actualSubmissionDate === null
  )
    return false;
  return latest.actualSubmissionDate < monthBefore(asOf);
}

/** Display text, or null where there is none to show. */
export function gmcOutcomeOf(
  doctor: Pick<GmcDoctor, 'recommendations' | 'underNotice'>,
  asOf: Day,
): string | null {
  const latest = latestOf(doctor.recommendations);
  if (latest?.outcome == null || isPastCompleted(latest, doctor.underNotice, asOf)) return null;
  return displayText.get(latest.outcome) ?? null;
}
