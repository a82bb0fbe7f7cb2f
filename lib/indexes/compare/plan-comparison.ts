import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Generation } from '../store.ts';
import type { Both, CompareGenerations } from './comparison.ts';

/** What one of the two names may mean. */
const rowsOf = (records: readonly Generation[], name: string): readonly Generation[] => {
  const one = records.filter(({ index }) => index === name);
  return one.length > 0
    ? one
    : records.filter(({ runName, isKeptCopy }) => runName === name && !isKeptCopy);
};

/**
 * Which two indexes are compared. A run means its index of the family of the other, and where both
 * are runs, of the named family or the first one (`bases`) that both have. Faults: `not-found`,
 * `invalid` (one and the same, or of different families), `precondition` (one is not whole).
 */
export function planComparison(
  records: readonly Generation[],
  bases: readonly string[],
  { a, b, index }: CompareGenerations,
): Result<Both<Generation>> {
  const named = { a: rowsOf(records, a), b: rowsOf(records, b) };
  for (const [name, rows] of [
    [a, named.a],
    [b, named.b],
  ] as const)
    if (rows.length === 0)
      return refuse(
        'not-found',
        `There is no generation ${quoted(name)} here: it was dropped, or it never was in this ` +
          'environment.',
      );
  const families =
    index === undefined ? [...onlyBase(named.a), ...onlyBase(named.b), ...bases] : [index];
  const inFamily = (rows: readonly Generation[], base: string): Generation | undefined =>
    rows.find((row) => row.base === base);
  const family = families.find(
    (base) => inFamily(named.a, base) !== undefined && inFamily(named.b, base) !== undefined,
  );
  const one = family === undefined ? undefined : inFamily(named.a, family);
  const other = family === undefined ? undefined : inFamily(named.b, family);
  if (one === undefined || other === undefined)
    return refuse(
      'invalid',
      index === undefined
        ? `${quoted(a)} is of ${basesOf(named.a)} and ${quoted(b)} of ${basesOf(named.b)}: ` +
            'documents of different indexes cannot be compared.'
        : `There is no index ${quoted(index)} in both of them.`,
    );
  if (one.index === other.index)
    return refuse('invalid', `Both are ${quoted(one.index)}. Name two different generations.`);
  const halfBuilt = [one, other].find(({ role }) => role === 'building' || role === 'abandoned');
  if (halfBuilt !== undefined)
    return refuse(
      'precondition',
      halfBuilt.role === 'building'
        ? `${quoted(halfBuilt.index)} is being filled. Compare it when its run has ended.`
        : `${quoted(halfBuilt.index)} was never whole: its run ended before users came to it.`,
    );
  return done({ a: one, b: other });
}

/** What an index is of; a run has several. */
const onlyBase = (rows: readonly Generation[]): readonly string[] =>
  rows.length === 1 ? rows.map(({ base }) => base) : [];

const basesOf = (rows: readonly Generation[]): string =>
  [...new Set(rows.map(({ base }) => base))].join(', ');
