import type { Run, Stage } from '#lib/sync/client.ts';
import { Status } from '#components/ui/status.tsx';
import type { Totals } from './totals.ts';

const isUnfinished = ({ state }: Stage): boolean => state !== 'done';

interface LedgerStandingProps {
  readonly run: Run;
  readonly totals: Totals;
}

/** One rejected or dead record is enough to keep a run from its swap, long before it ends. */
export function LedgerStanding({ run, totals }: LedgerStandingProps) {
  if (run.startedAt === null) return <Status tone="wait">Not started</Status>;
  if (!totals.isBalanced) return <Status tone="bad">Does not balance</Status>;
  if (totals.rejected + totals.dead > 0) return <Status tone="bad">{run.endedAt === null ? 'Will not swap' : 'Not clean'}</Status>;
  if (run.endedAt !== null && run.state !== 'settled' && run.stages.some(isUnfinished)) return <Status tone="off">Not finished</Status>;
  return <Status tone="ok">{run.endedAt === null ? 'Balances so far' : 'Balances'}</Status>;
}
