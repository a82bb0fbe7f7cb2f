import type { Retention } from '#lib/platform/database/retention.ts';
import type { World } from '#lib/platform/world.ts';
import { countRetention } from '../counts/count-store.ts';
import { observationRetention } from './observation-store.ts';

/** What the contract monitor saw, and what was counted, so many days after it ended. */
export const indexesRetentions = (
  { database, environment: { name } }: Pick<World, 'database' | 'environment'>,
  keepDays: { readonly observations: number; readonly counts: number },
): readonly Retention[] => [
  observationRetention(database, name, keepDays.observations),
  countRetention(database, name, keepDays.counts),
];
