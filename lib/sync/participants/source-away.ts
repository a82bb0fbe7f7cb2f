import { FaultError } from '#lib/kernel/result.ts';

const locked =
  'a table is locked by something else, such as a change of its schema or a backup. It can be ' +
  'read again once that has ended';
const refused =
  'it refuses the user of this console, or does not let it read all that is needed. Whoever runs ' +
  'it has to give that user the right to read again';
const missing =
  'something that is read there is not there any more. Whoever runs it knows what was changed';
const silent = 'it did not answer in time. It is overloaded, or something is locked in it';

/** By codes of MySQL and of its driver, and of MongoDB. */
const whyUnread: ReadonlyMap<string | number, string> = new Map<string | number, string>([
  ['ER_LOCK_WAIT_TIMEOUT', locked],
  ['ER_LOCK_DEADLOCK', locked],
  ['ER_LOCK_NOWAIT', locked],
  ['ER_ACCESS_DENIED_ERROR', refused],
  ['ER_DBACCESS_DENIED_ERROR', refused],
  ['ER_TABLEACCESS_DENIED_ERROR', refused],
  ['ER_COLUMNACCESS_DENIED_ERROR', refused],
  ['ER_ACCOUNT_HAS_BEEN_LOCKED', refused],
  ['ER_NO_SUCH_TABLE', missing],
  ['ER_BAD_FIELD_ERROR', missing],
  ['ER_BAD_DB_ERROR', missing],
  ['ER_QUERY_TIMEOUT', silent],
  ['PROTOCOL_SEQUENCE_TIMEOUT', silent],
  [13, refused],
  [18, refused],
  [8000, refused],
  [24, locked],
  [50, silent],
]);

/**
 * Words for a source that cannot be read, and why where its code says so. Of the driver's error
 * only that is used: the rest may hold data.
 */
export function sourceAway(says: string, error: unknown): FaultError {
  if (error instanceof FaultError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isPlain = typeof code === 'string' || typeof code === 'number';
  const why = isPlain ? whyUnread.get(code) : undefined;
  const words = why === undefined ? says : `${says}: ${why}`;
  return new FaultError({
    kind: 'unavailable',
    says: words,
    ...(isPlain ? { detail: { code } } : {}),
  });
}

/** Passes pages on; what the driver throws on the way becomes `unavailable` in plain words. */
export async function* inPlainWords<T>(says: string, pages: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    for await (const page of pages) yield page;
  } catch (error) {
    throw sourceAway(says, error);
  }
}
