import { untilFewer, type Retention } from '#lib/platform/database/retention.ts';
import type { World } from '#lib/platform/world.ts';
import { removeCounts } from '../counts/count-store.ts';
import { removeObservations } from './observation-store.ts';

/** What the contract monitor saw, and what was counted, so many days after it ended. */
export function indexesRetentions(
  { database, environment: { name } }: Pick<World, 'database' | 'environment'>,
  keepDays: { readonly observations: number; readonly counts: number },
): readonly Retention[] {
  return [
    {
      what: 'alias observations',
      table: 'alias_observation',
      remove: (rowsAtOnce) =>
        untilFewer(rowsAtOnce, () =>
          removeObservations(database, name, keepDays.observations, rowsAtOnce),
        ),
    },
    {
      what: 'counts of lists and indexes',
      table: 'count_observation',
      remove: (rowsAtOnce) =>
        untilFewer(rowsAtOnce, () => removeCounts(database, name, keepDays.counts, rowsAtOnce)),
    },
  ];
}
