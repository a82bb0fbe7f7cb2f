import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { readItemRow, readNames, readRenamedRow, type OneItemRow } from './store.ts';

const mostNamed = 10;

/** What else could be meant, by key, where a fault says so. */
export const candidatesOf = ({ detail }: Fault): readonly string[] => {
  const keys = detail?.['keys'];
  return typeof keys === 'string' ? keys.split('\n') : [];
};

/**
 * The one item that is called so: by its key, by a name that only one has, or by a key of before.
 * `not-found` where nothing is, `invalid` where several are, with a line for each key as detail.
 */
export async function findItem(sql: Sql, called: string): Promise<Result<OneItemRow>> {
  const row = await readItemRow(sql, called);
  if (row !== null) return done(row);
  const named = await readNames(sql, [called]);
  const [only] = named;
  if (only === undefined) {
    const renamed = await readRenamedRow(sql, called);
    if (renamed !== null) return done(renamed);
    return refuse('not-found', 'Nothing of that name is in the inventory. Search for it.');
  }
  if (named.length > 1) {
    const keys = named.map(({ key }) => key);
    const more = keys.length > mostNamed ? `, and ${String(keys.length - mostNamed)} more` : '';
    return refuse(
      'invalid',
      `Several things are called so. Name one of ${keys.slice(0, mostNamed).join(', ')}${more}.`,
      { keys: keys.join('\n') },
    );
  }
  const found = await readItemRow(sql, only.key);
  return found === null
    ? refuse('not-found', 'Nothing of that name is in the inventory any more.')
    : done(found);
}
