/** Whether a sync that is inferred has ended, stands still or was never begun. Pure. */
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Confidence } from '../model.ts';
import type { Inferred, StageInferred } from './infer.ts';

export interface Limits {
  /** Quiet for this long, it has ended, if it can have. */
  readonly quietMs: number;
  /** Quiet for this long without having come to its end, it has stalled. */
  readonly stallMs: number;
  /** Without any sign for this long after the call, nothing was started. */
  readonly beginMs: number;
}

/** What is known of a stage beside what is seen of it. */
export interface StageExpected {
  readonly title: string;
  /** Whether it always has something to send. */
  readonly isNeeded: boolean;
  /** Documents that carried its mark before the call; null: not known. */
  readonly before: number | null;
}

export interface Expected {
  readonly stages: readonly StageExpected[];
  readonly calledAt: Date;
  /** By how much less than before the call a needed stage may bring. */
  readonly withinPercent: number;
  readonly limits: Limits;
}

export type Conclusion =
  /** `then`: what it is taken for where nothing changes until then. */
  | {
      readonly is: 'going-on';
      readonly until: Date;
      readonly then: 'ended' | 'stalled' | 'not-begun';
    }
  | { readonly is: 'ended'; readonly confidence: Confidence }
  | { readonly is: 'stalled'; readonly says: string }
  | { readonly is: 'not-begun' };

type Both = readonly [StageInferred | undefined, StageExpected];

/** A message of its own is no record yet. */
const hasCome = ([seen]: Both): boolean =>
  seen !== undefined && (seen.marked === null ? seen.hasBeenSeen : seen.marked > 0);

const isWanted = ([, { isNeeded, before }]: Both): boolean => isNeeded || (before ?? 0) > 0;

/** A batch that was lost is more than people change in a day. */
const isShort = ([seen, { isNeeded, before }]: Both, withinPercent: number): boolean =>
  isNeeded &&
  before !== null &&
  seen?.marked != null &&
  seen.marked < before * (1 - withinPercent / 100);

function stallWords(inferred: Inferred, pairs: readonly Both[], withinPercent: number): string {
  if (inferred.index === 'gone') return 'The index was deleted and has not been made again.';
  const left = inferred.stages.reduce((sum, { waiting }) => sum + (waiting ?? 0), 0);
  if (left > 0)
    return left === 1
      ? '1 message lies in its queues, and nobody takes it or it comes back again and again.'
      : `${count(left)} messages lie in its queues, and nobody takes them or they come back ` +
          'again and again.';
  const at = inferred.stages.findLastIndex(({ hasBeenSeen }) => hasBeenSeen);
  if (at < 0) return 'The index was emptied, and no record has come since.';
  const missing = pairs.findIndex((pair) => isWanted(pair) && !hasCome(pair));
  const title = (position: number): string => pairs[position]?.[1].title ?? '';
  if (missing >= 0)
    return missing > at
      ? `“${title(at)}” was the last that was seen, and “${title(missing)}” has not begun.`
      : `“${title(missing)}” was told to begin, and has brought nothing.`;
  const short = pairs
    .filter((pair) => isShort(pair, withinPercent))
    .map(
      ([seen, { title: name, before }]) =>
        `“${name}” has brought ${countOf(seen?.marked ?? 0, 'document')}, and ` +
        `${count(before ?? 0)} had its fields before the call`,
    );
  return short.length > 0
    ? `${listWords(short, 'and')}.`
    : 'The index is the one from before the call.';
}

/** From quiet queues and counts that no longer change. */
export function conclude(inferred: Inferred, expected: Expected): Conclusion {
  const { stages, calledAt, withinPercent, limits } = expected;
  const at = Date.parse(inferred.at);
  const changedAt = Date.parse(inferred.changedAt);
  const goingOn = (untilMs: number, then: 'ended' | 'stalled' | 'not-begun'): Conclusion => ({
    is: 'going-on',
    until: new Date(untilMs),
    then,
  });
  if (!inferred.hasBegun) {
    const untilMs = calledAt.getTime() + limits.beginMs;
    return at >= untilMs ? { is: 'not-begun' } : goingOn(untilMs, 'not-begun');
  }
  const pairs = stages.map((stage, position): Both => [inferred.stages[position], stage]);
  const isComplete =
    inferred.index === 'made-again' &&
    inferred.stages.every(({ waiting }) => (waiting ?? 0) === 0) &&
    pairs.every((pair) => !isWanted(pair) || hasCome(pair)) &&
    pairs.every((pair) => !isShort(pair, withinPercent));
  const untilMs = changedAt + (isComplete ? limits.quietMs : limits.stallMs);
  if (at < untilMs) return goingOn(untilMs, isComplete ? 'ended' : 'stalled');
  if (!isComplete) return { is: 'stalled', says: stallWords(inferred, pairs, withinPercent) };
  const isAllSeen =
    inferred.timesMade === 1 &&
    inferred.stages.every(({ hasBeenSeen, waiting }) => hasBeenSeen && waiting !== null);
  return { is: 'ended', confidence: isAllSeen ? 'seen' : 'likely' };
}
