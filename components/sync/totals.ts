import { accountedFor, isBalanced, sumLedgers, type Run, type Stage } from '#lib/sync/client.ts';
import type { Tone } from '#components/ui/feedback/tone.ts';
import { stageStateStyle, movesRecords } from './state-words.ts';

/** Received and not yet in any other column of the ledger. */
export const unaccounted = (stage: Stage): number => stage.received - accountedFor(stage);

export interface Balance {
  readonly word: string;
  readonly tone: Tone;
}

const unbalanced: Balance = { word: 'Does not balance', tone: 'bad' };

export function balanceOf(stage: Stage): Balance {
  if (stage.state === 'waiting') return { word: 'Not started', tone: 'wait' };
  if (stage.state === 'skipped') {
    if (!movesRecords(stage) || stage.startedAt === null) return stageStateStyle(stage);
    return { word: isWhole(stage) ? 'Balanced, then stopped' : 'Not finished', tone: 'off' };
  }
  if (!movesRecords(stage))
    return stage.state === 'failed'
      ? { word: 'Failed', tone: 'bad' }
      : stage.state === 'done'
        ? { word: 'Done', tone: 'ok' }
        : { word: 'Working', tone: 'run' };
  if (stage.state === 'running')
    return unaccounted(stage) < 0 ? unbalanced : { word: 'Balances so far', tone: 'ok' };
  if (!isBalanced(stage)) return unbalanced;
  if (stage.state !== 'failed') return { word: 'Balanced', tone: 'ok' };
  // Every record that came is accounted for; those that did not come are not known.
  return stage.rejected + stage.dead > 0
    ? { word: 'Not clean', tone: 'bad' }
    : { word: 'Not finished', tone: 'off' };
}

/** All that there is has come and is accounted for. */
const isWhole = (stage: Stage): boolean =>
  isBalanced(stage) && stage.expected !== null && accountedFor(stage) === stage.expected;

/**
 * How much there is in all; null while not known. What a stage had sent that goes on, or was ended
 * by a person or a fault, is not the whole.
 */
const totalOf = ({ expected, counted, sent, state }: Stage): number | null =>
  expected ?? (state === 'done' ? sent : counted);

/** 0 to 1 of a stage; null where it is not known how much there is. */
export function shareOf(stage: Stage): number | null {
  if (stage.state === 'done' || stage.state === 'skipped') return 1;
  if (stage.state === 'waiting') return 0;
  const whole = totalOf(stage);
  if (whole === null || whole === 0) return null;
  return Math.min(1, accountedFor(stage) / whole);
}

export interface Totals {
  readonly written: number;
  /** Null while any stage does not say. */
  readonly expected: number | null;
  /** It is the sum of what the ledger calls expected; else of what was sent, or counted, too. */
  readonly isExpected: boolean;
  readonly accounted: number;
  readonly rejected: number;
  readonly dead: number;
  readonly stages: number;
}

export function totalsOf(run: Run): Totals {
  const stages = run.stages.filter(movesRecords);
  const sum = sumLedgers(stages.map((stage) => ({ ...stage, expected: totalOf(stage) })));
  return {
    written: sum.written,
    accounted: accountedFor(sum),
    expected: sum.expected,
    isExpected: stages.every(({ expected }) => expected !== null),
    rejected: sum.rejected,
    dead: sum.dead,
    stages: stages.length,
  };
}

/**
 * Whether the ledger of a whole run balances; `ok` is never said of a run that ended early or has a
 * stage that failed. One rejected or dead record is enough to keep a run from its swap, long before
 * it ends.
 */
export function ledgerBalanceOf(run: Run): Balance {
  if (run.startedAt === null) return { word: 'Not started', tone: 'wait' };
  if (run.stages.some((stage) => balanceOf(stage) === unbalanced)) return unbalanced;
  const { rejected, dead } = totalsOf(run);
  if (rejected + dead > 0)
    return { word: run.endedAt === null ? 'Will not swap' : 'Not clean', tone: 'bad' };
  if (endedEarly(run)) return { word: earlyWord(run), tone: 'off' };
  if (run.stages.some(({ state }) => state === 'failed'))
    return { word: 'Not finished', tone: 'off' };
  return { word: run.endedAt === null ? 'Balances so far' : 'Balances', tone: 'ok' };
}

const endedEarly = ({ endedAt, state }: Run): boolean => endedAt !== null && state !== 'settled';

/** Whoever cancels after the last record leaves a ledger that balances, and no swap. */
function earlyWord({ stages, state }: Run): string {
  const moving = stages.filter(movesRecords);
  const isAllThere =
    moving.length > 0 &&
    moving.every((one) => one.state === 'done' || (one.state === 'skipped' && isWhole(one)));
  if (!isAllThere) return 'Not finished';
  return state === 'cancelled' ? 'Balances, then cancelled' : 'Balances, then failed';
}

/** 0 to 1 of the whole run; null while any stage does not say how much there is. */
export function shareOfRun(run: Run): number | null {
  const { accounted, expected } = totalsOf(run);
  return expected === null || expected === 0 ? null : Math.min(1, accounted / expected);
}
