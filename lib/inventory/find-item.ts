import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { readItemRow, readNames, readRenamedKey, type ItemRow } from './store.ts';

const mostNamed = 10;

/** What else could be meant, by key, where a fault says so. */
export const candidatesOf = ({ detail }: Fault): readonly string[] => {
  const keys = detail?.['keys'];
  return typeof keys === 'string' ? keys.split('\n') : [];
};

export const goneMeanwhile = 'Nothing of that name is in the inventory any more.';

/**
 * The one item that is called so: by its key, by a name that only one has, or by a key of before.
 * `not-found` where nothing is, `invalid` where several are, with a line for each key as detail.
 */
export async function findItem(sql: Sql, called: string): Promise<Result<ItemRow>> {
  const row = await readItemRow(sql, called);
  if (row !== null) return done(row);
  const found = await findCalled(sql, called);
  if (!found.ok) return found;
  const named = await readItemRow(sql, found.value);
  return named === null ? refuse('not-found', goneMeanwhile) : done(named);
}

/**
 * What `estate@name` or `estate/component@name` is with the key of the environment that is called
 * so otherwise; null: none of the estate is, or several are. One statement.
 */
async function withEnvironmentKey(sql: Sql, called: string): Promise<string | null> {
  const at = called.lastIndexOf('@');
  if (at === -1) return null;
  const own = called.slice(0, at);
  const [estate = ''] = own.split('/');
  const named = await readNames(sql, [called.slice(at + 1)]);
  const [only, ...more] = named.filter(
    ({ key }) => key.startsWith(`${estate.toLowerCase()}@`) && !key.includes('/'),
  );
  return only === undefined || more.length > 0 ? null : `${own}${only.key.slice(estate.length)}`;
}

/** The key of the one that is called so otherwise than by its key. At most four statements. */
export async function findCalled(sql: Sql, called: string): Promise<Result<string>> {
  const named = await readNames(sql, [called]);
  const [only] = named;
  if (only === undefined) {
    const renamed = await readRenamedKey(sql, called);
    if (renamed !== null) return done(renamed);
    const key = await withEnvironmentKey(sql, called);
    const row = key === null ? null : await readItemRow(sql, key);
    return row === null
      ? refuse('not-found', 'Nothing of that name is in the inventory. Search for it.')
      : done(row.key);
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
  return done(only.key);
}
