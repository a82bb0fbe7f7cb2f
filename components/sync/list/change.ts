import { count, countOf, decimal } from '#lib/kernel/words/numbers.ts';
import { isEnded, type ListedRun } from '#lib/sync/client.ts';

/** Documents of a run beside those that users read before it. */
export interface Change {
  /** `+0.4%`, `−13%`; null where there is nothing to take a share of. */
  readonly percent: string | null;
  /** `312 more`, `9,173 fewer`, `the same`; or why there is no comparison. */
  readonly words: string;
  /** A whole sentence, with both numbers. */
  readonly says: string;
  /** So many fewer that a person should look. */
  readonly isLoss: boolean;
}

/** Runs of the same people differ by less. */
const lossPercent = 5;

function percentOf(difference: number, before: number): string | null {
  if (before === 0 || difference === 0) return null;
  const percent = Math.abs(difference / before) * 100;
  const sign = difference > 0 ? '+' : '−';
  if (percent < 0.05) return `under ${sign}0.1%`;
  const digits = percent < 9.95 ? 1 : 0;
  return `${sign}${decimal(percent, digits)}%`;
}

export function changeOf({
  documents,
  before,
  state,
}: Pick<ListedRun, 'documents' | 'before' | 'state'>): Change {
  const none = { percent: null, isLoss: false };
  if (documents === null)
    return isEnded(state)
      ? { ...none, words: '–', says: 'It ended before its documents were counted.' }
      : { ...none, words: 'at its end', says: 'Documents are counted just before the swap.' };
  if (before === null)
    return { ...none, words: 'first', says: 'There is no settled run before it to compare with.' };
  const difference = documents - before.documents;
  const had = `run ${before.number} had ${count(before.documents)}`;
  if (difference === 0)
    return { ...none, words: 'the same', says: `As many documents as before: ${had}.` };
  const words = difference > 0 ? 'more' : 'fewer';
  const size = Math.abs(difference);
  return {
    percent: percentOf(difference, before.documents),
    words: `${count(size)} ${words}`,
    says: `${countOf(size, 'document')} ${words} than before: ${had}.`,
    isLoss: -difference >= (before.documents * lossPercent) / 100,
  };
}
