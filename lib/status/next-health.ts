import type { Outcome } from './model.ts';

/** What was found since the state is what it is, and does not make it another one yet. */
export interface Streak {
  readonly outcome: Outcome;
  readonly count: number;
  readonly since: Date;
}

/** How a probe is, by all that it has found. */
export interface Health {
  readonly state: Outcome;
  readonly since: Date;
  readonly streak: Streak | null;
}

/** How often in a row something must be found before the state follows; at least 1. */
export interface Patience {
  /** Worse than the state. */
  readonly attempts: number;
  /** Better than the state. */
  readonly recoveries: number;
}

const order: readonly Outcome[] = ['up', 'degraded', 'down'];
const isWorse = (a: Outcome, b: Outcome): boolean => order.indexOf(a) > order.indexOf(b);

/**
 * The state after one more asking. Worse and better must be found several times in a row, and then
 * count from the first of them; a probe that could not ask is not known at once, and what is found
 * after that counts at once, except that it is down.
 */
export function nextHealth(
  { state, since, streak }: Health,
  outcome: Outcome,
  at: Date,
  { attempts, recoveries }: Patience,
): Health {
  if (outcome === state) return { state, since, streak: null };
  if (outcome === 'not-known') return { state: outcome, since: at, streak: null };
  const needed =
    state === 'not-known'
      ? outcome === 'down'
        ? attempts
        : 1
      : isWorse(outcome, state)
        ? attempts
        : recoveries;
  // A streak goes on while what is found is on the same side of the state.
  const goesOn =
    streak !== null &&
    (state === 'not-known' || isWorse(streak.outcome, state) === isWorse(outcome, state));
  const next: Streak = {
    outcome,
    count: goesOn ? streak.count + 1 : 1,
    since: goesOn ? streak.since : at,
  };
  return next.count >= needed
    ? { state: outcome, since: next.since, streak: null }
    : { state, since, streak: next };
}

/** After so many intervals, and at least a minute, without an asking nothing is known any more. */
export const mostIntervals = 3;
export const leastBelievedMs = 60_000;

/** How long after its last asking a probe's state is still believed, in milliseconds. */
export const believedForMs = (everyMs: number): number =>
  Math.max(mostIntervals * everyMs, leastBelievedMs);

/** How it is for one that asks again at `at`; nobody knows how it was in a longer silence. */
export function afterSilence(
  health: Health,
  lastAt: Date | null,
  at: Date,
  everyMs: number,
): Health {
  if (lastAt === null || at.getTime() - lastAt.getTime() <= believedForMs(everyMs)) return health;
  return { state: 'not-known', since: lastAt, streak: null };
}
