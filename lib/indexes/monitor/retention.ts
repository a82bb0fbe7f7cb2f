import { untilFewer, type Retention } from '#lib/platform/database/retention.ts';
import type { World } from '#lib/platform/world.ts';
import { removeObservations } from './observation-store.ts';

/** What the contract monitor saw, so many days after it ended. */
export function indexesRetentions(
  { database, environment: { name } }: Pick<World, 'database' | 'environment'>,
  days: number,
): readonly Retention[] {
  return [
    {
      what: 'alias observations',
      table: 'alias_observation',
      remove: (rowsAtOnce) =>
        untilFewer(rowsAtOnce, () => removeObservations(database, name, days, rowsAtOnce)),
    },
  ];
}
