import { untilFewer, type Retention } from '#lib/platform/database/retention.ts';
import {
  oldRunsWith,
  removeDeadLetters,
  removeOfRuns,
  type TableOfRuns,
} from './clean-up-store.ts';
import type { SyncWorld } from './world.ts';

// Rows that are removed stay in the way until the table is vacuumed: a statement passes over those
// of a few runs only.
const runsAtOnce = 20;

/** What the sync of one environment keeps for some time only, with the age of its settings. */
export function syncRetentions({
  database,
  environment: { name },
  keepDays,
}: Pick<SyncWorld, 'database' | 'environment' | 'keepDays'>): readonly Retention[] {
  const ofEndedRuns = (what: string, table: TableOfRuns, days: number): Retention => ({
    what,
    table,
    async *remove(rowsAtOnce) {
      const runs = await oldRunsWith(database, table, name, days);
      for (let from = 0; from < runs.length; from += runsAtOnce) {
        const some = runs.slice(from, from + runsAtOnce);
        yield* untilFewer(rowsAtOnce, () => removeOfRuns(database, table, some, rowsAtOnce));
      }
    },
  });
  return [
    ofEndedRuns('run events', 'run_event', keepDays.events),
    ofEndedRuns('samples', 'run_sample', keepDays.samples),
    ofEndedRuns('records', 'run_record', keepDays.records),
    {
      what: 'dead letters',
      table: 'dead_letter',
      remove: (rowsAtOnce) =>
        untilFewer(rowsAtOnce, () =>
          removeDeadLetters(database, name, keepDays.deadLetters, rowsAtOnce),
        ),
    },
  ];
}
