/**
 * How old what is on a screen may grow before it is read again (`docs/behaviour.md`, Live data).
 */
export type Freshness = 'live' | 'warm' | 'cold';

export const intervalMsOf: Readonly<Record<Freshness, number>> = {
  live: 2_000,
  warm: 15_000,
  cold: 60_000,
};

/** Facts still arrive for a while after the end of a run: late counts, last events. */
const lateFactsMs = 2 * 60_000;

/**
 * Milliseconds until the next question, or false when nothing more is to come. `endedAt` is ISO
 * 8601 or null while it lasts.
 */
export function nextQuestionMs(
  freshness: Freshness,
  endedAt: string | null,
  now: Date,
): number | false {
  if (endedAt !== null && now.getTime() - new Date(endedAt).getTime() > lateFactsMs) return false;
  return intervalMsOf[freshness];
}
