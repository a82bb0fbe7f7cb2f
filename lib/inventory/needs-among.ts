import type { InventoryWorld } from './list-items.ts';
import { readNeedsAmong } from './graph/needs-store.ts';

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
