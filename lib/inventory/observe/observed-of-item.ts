import type { z } from 'zod';
import { done, type Result } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { itemKey } from '../item-list.ts';
import { partsOfKey } from '../model.ts';
import type { DriftRow } from './drift-view.ts';
import { readHeld } from './list-drift.ts';

/** Which component. */
export const ObservedOf = itemKey;

/** What the newest imports say of one component, beside what is declared. Three statements. */
export async function observedOfItem(
  { database }: { readonly database: Database },
  { key }: z.output<typeof ObservedOf>,
): Promise<Result<readonly DriftRow[]>> {
  const { estate, environment } = partsOfKey(key);
  const imports = await readHeld(database, { estate, environment });
  return done(
    imports.flatMap(({ rows }) => rows.map(({ row }) => row)).filter((row) => row.key === key),
  );
}
