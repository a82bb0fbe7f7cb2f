import type { Stage } from '#lib/sync/client.ts';
import { inHand } from '../totals.ts';

export interface LedgerRow {
  readonly title: string;
  readonly of: (stage: Stage) => number | null;
  readonly look?: 'strong' | 'bad';
  /**
   * Nobody needs to say it: the stage is judged by another figure, or the question does not arise
   * there.
   */
  readonly isOptional?: (stage: Stage) => boolean;
  /** Shown only when it has something to say. */
  readonly isRare?: boolean;
}

const all: readonly LedgerRow[] = [
  { title: 'Expected', of: ({ expected }) => expected, isOptional: ({ sent }) => sent !== null },
  {
    title: 'Withheld',
    of: ({ withheld }) => withheld,
    isOptional: ({ kind }) => kind === 'derived',
    isRare: true,
  },
  {
    title: 'Sent',
    of: ({ sent }) => sent,
    isOptional: ({ expected, kind }) => kind === 'derived' && expected !== null,
  },
  { title: 'Received', of: ({ received }) => received },
  { title: 'Written', of: ({ written }) => written, look: 'strong' },
  { title: 'Merged', of: ({ merged }) => merged },
  { title: 'Quarantined', of: ({ quarantined }) => quarantined },
  { title: 'Rejected', of: ({ rejected }) => rejected, look: 'bad' },
  { title: 'Dead', of: ({ dead }) => dead, look: 'bad' },
  { title: 'In hand', of: inHand },
  { title: 'Redelivered', of: ({ redelivered }) => redelivered, isRare: true },
];

/** The rows of the ledger of these stages, in the order in which a record meets them. */
export function ledgerRows(stages: readonly Stage[]): readonly LedgerRow[] {
  return all.filter(
    ({ isRare, of }) => isRare !== true || stages.some((stage) => (of(stage) ?? 0) > 0),
  );
}
