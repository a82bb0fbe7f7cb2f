import type { Run } from '#lib/sync/client.ts';
import { csvOf } from '#components/ui/data-table/csv.ts';
import { totalsOf } from '../totals.ts';

const head = [
  'run',
  'environment',
  'pipeline',
  'state',
  'dry',
  'startedBy',
  'reason',
  'queuedAt',
  'startedAt',
  'endedAt',
  'durationMs',
  'written',
  'quarantined',
  'isQuarantinedComplete',
  'conflicts',
  'rejected',
  'dead',
];

/** The list as a file: names as in the JSON of a run, times in UTC. */
export function runsCsv(runs: readonly Run[]): string {
  return csvOf(
    head,
    runs.map((run) => {
      const { written, rejected, dead } = totalsOf(run);
      return [
        run.run,
        run.environment,
        run.pipeline,
        run.state,
        run.dry,
        run.startedBy,
        run.reason,
        run.queuedAt,
        run.startedAt,
        run.endedAt,
        run.durationMs,
        written,
        run.quarantined,
        run.isQuarantinedComplete,
        run.conflicts,
        rejected,
        dead,
      ];
    }),
  );
}
