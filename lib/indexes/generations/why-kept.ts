/** Why a generation is not retired, for records of ours and for what a page has of them. Pure. */
import { listWords } from '#lib/kernel/words/text.ts';

/** A time as the records have it, or as JSON has it. */
interface LeftGeneration {
  readonly base: string;
  readonly role: string;
  readonly liveUntil: Date | string | null;
  readonly isKeptCopy: boolean;
}

/**
 * The generation that readers of the family would go back to: the newest that they have left. What
 * a person adopted and readers never used is none, nor is a kept copy while there is another.
 */
export function wayBackOfFamily<G extends LeftGeneration>(
  generations: readonly G[],
  base: string,
): G | null {
  const [newest] = generations
    .flatMap((row) =>
      row.base === base && row.role === 'previous' && row.liveUntil !== null
        ? [{ row, left: new Date(row.liveUntil).getTime() }]
        : [],
    )
    .sort((a, b) => Number(a.row.isKeptCopy) - Number(b.row.isKeptCopy) || b.left - a.left);
  return newest?.row ?? null;
}

/** Why the way back is not retired; `names` are those that are. */
export const keptAsWayBack = (names: readonly string[]): string =>
  names.length === 1
    ? `${listWords(names, 'and')} is the newest that readers have left: it is kept as the way ` +
      'back, and goes by itself once newer ones are kept.'
    : `${listWords(names, 'and')} are the newest that readers have left: they are kept as the ` +
      'way back, and go by themselves once newer ones are kept.';

/** Why what aliases lead to is not retired. */
export const stillRead = (names: readonly string[]): string =>
  names.length === 1
    ? `${listWords(names, 'and')} is read: an alias leads to it. Roll readers back or remove the ` +
      'alias first.'
    : `${listWords(names, 'and')} are read: aliases lead to them. Roll readers back or remove ` +
      'the aliases first.';

/** Why what a run fills is not retired. */
export const stillBuilt = (names: readonly string[]): string =>
  `${listWords(names, 'and')} ${names.length === 1 ? 'is' : 'are'} being built. Cancel ` +
  `${names.length === 1 ? 'its' : 'their'} run, or let the next run drop ` +
  `${names.length === 1 ? 'it' : 'them'}.`;
