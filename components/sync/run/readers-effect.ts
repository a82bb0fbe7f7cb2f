import { searchFault } from '#lib/indexes/client.ts';
import type { RunDetail } from '#lib/sync/client.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { dateTimeWords } from '#lib/kernel/words/times.ts';

export type ReadersFacts = Pick<
  RunDetail,
  'readers' | 'readersAsOf' | 'readersFailedSince' | 'readersRefused'
>;

/**
 * `stale`: the search engine does not respond now, and what it said last is shown with its time.
 */
export type ReadersEffect = 'known' | 'stale' | 'not-known';

/**
 * How far it is known what users read. No names at all: a pipeline that this console does not know;
 * none of them known: the engine does not let the console see them, or is being read.
 */
export function readersEffect({
  readers,
  readersAsOf,
  readersFailedSince,
}: ReadersFacts): ReadersEffect {
  const isNoneKnown = readers.every(({ state, live }) => state === 'not-known' && live === null);
  if (readersAsOf === null || isNoneKnown) return 'not-known';
  return readersFailedSince === null ? 'known' : 'stale';
}

/** For `Age`: why what users read is old or not known; null while the search engine responds. */
export const readersFault = ({ readersFailedSince }: ReadersFacts) =>
  searchFault(readersFailedSince);

export const notKnownWords = ({ readersFailedSince, readersRefused }: ReadersFacts): string =>
  readersFailedSince === null
    ? sentences('It is not known which generation users read', readersRefused ?? '')
    : 'It is not known which generation users read: the search engine has not answered ' +
      `since ${dateTimeWords(new Date(readersFailedSince))}.`;

/** Begins a sentence about what was true then. Only for `stale`. */
export const whenLastRead = ({ readersAsOf }: ReadersFacts): string =>
  readersAsOf === null
    ? 'When last read'
    : `When the search engine last answered, ${dateTimeWords(new Date(readersAsOf))},`;
