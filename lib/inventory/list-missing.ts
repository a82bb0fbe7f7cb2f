import { countOf } from '#lib/kernel/words/numbers.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { attributesOf, missingOf } from './items.ts';
import type { Gap } from './item-view.ts';
import type { Attribute } from './kind.ts';
import { kindTitles, type InventoryWorld } from './list-items.ts';
import { knownEstates, readGaps, type GapRow } from './store.ts';

/** A label as a noun in a sentence; names of their own, such as AWS and DoS, keep their letters. */
export function nounOf({ label, noun }: Pick<Attribute, 'label' | 'noun'>): string {
  if (noun !== undefined) return noun;
  return /^[A-Z][a-z]+\b/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/**
 * What nobody recorded, as a work list: by estate, kind and attribute, the most first. Two
 * statements. `not-found` for an estate that is not there.
 */
export async function listMissing(
  { database }: InventoryWorld,
  estate: string | null,
): Promise<Result<readonly Gap[]>> {
  const known = await knownEstates(database);
  if (estate !== null && !known.includes(estate))
    return refuse('not-found', `No estate has that name. There are ${known.join(', ')}.`);
  const gaps = new Map<
    string,
    { readonly row: GapRow; readonly attribute: string; keys: string[] }
  >();
  for (const row of await readGaps(database, estate))
    for (const attribute of missingOf(row, (name) => row.facts[name])) {
      const name = [row.estate, row.kind, attribute].join('\n');
      const gap = gaps.get(name) ?? { row, attribute, keys: [] };
      gap.keys.push(row.key);
      gaps.set(name, gap);
    }
  return done(
    [...gaps.values()]
      .map(({ row, attribute, keys }): Gap => {
        const { singular, plural } = kindTitles(row.kind);
        const has = keys.length === 1 ? 'has' : 'have';
        return {
          estate: row.estate,
          estateTitle: row.estate_title,
          kind: row.kind,
          attribute,
          count: keys.length,
          says:
            `${countOf(keys.length, singular, plural)} ${has} ` +
            `no ${nounOf(attributesOf(row)[attribute] ?? { label: attribute })} recorded`,
          keys,
        };
      })
      .sort((a, b) => a.estate.localeCompare(b.estate) || b.count - a.count),
  );
}
