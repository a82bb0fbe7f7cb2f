import type { InventoryWorld } from './list-items.ts';
import type { NeedingOutcome } from './model.ts';
import { readNeeding, readNeedsAmong } from './graph/needs-store.ts';
import { kindOf, kinds } from './kinds/all-kinds.ts';

/**
 * Which of these components needs which others of them to work, by the relations, over things in
 * between that are none of them; by what somebody outside the inventory calls them: their keys, or
 * keys that they had before. What is not there needs nothing. One statement, none where nothing is
 * named.
 */
export async function needsAmong(
  { database }: InventoryWorld,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (keys.length === 0) return new Map();
  const rows = await readNeedsAmong(database, [...new Set(keys)]);
  const needs = new Map<string, string[]>();
  for (const { called, needed } of rows) needs.set(called, [...(needs.get(called) ?? []), needed]);
  return needs;
}

/**
 * The same for what people notice when one of these components does not work; what is not there is
 * left out. One statement, none where nothing is named.
 */
export async function outcomesNeeding(
  { database }: InventoryWorld,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly NeedingOutcome[]>> {
  if (keys.length === 0) return new Map();
  const noticed = kinds.flatMap(({ kind, outcome }) => (outcome === undefined ? [] : kind));
  const rows = await readNeeding(database, [...new Set(keys)], noticed);
  const needing = new Map<string, NeedingOutcome[]>();
  for (const { called, key, kind, name, estate_title: estateTitle } of rows) {
    const { singular: kindTitle = kind, outcome: of = 'users' } = kindOf(kind) ?? {};
    const known = needing.get(called) ?? [];
    needing.set(called, [...known, { key, name, kindTitle, estateTitle, of }]);
  }
  return needing;
}
