import type { Stage } from '#lib/sync/client.ts';
import { unaccounted } from '../totals.ts';

export interface LedgerRow {
  readonly title: string;
  readonly of: (stage: Stage) => number | null;
  readonly emphasis?: 'strong' | 'bad';
  /**
   * It need not be known: another figure decides about the stage, or the question does not arise
   * there.
   */
  readonly isOptional?: (stage: Stage) => boolean;
  /** What is said where it need not be known; absent: that it was not counted. */
  readonly without?: string;
  /** Shown only when it has something to say. */
  readonly isRare?: boolean;
}

const all: readonly LedgerRow[] = [
  {
    title: 'To send, counted before',
    of: ({ counted }) => counted,
    isOptional: () => true,
    isRare: true,
  },
  {
    title: 'Expected',
    of: ({ expected }) => expected,
    isOptional: ({ sent }) => sent !== null,
    // The source may have been counted; whoever sends has said no number.
    without: 'not told',
  },
  {
    title: 'Quarantined, not sent',
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
  { title: 'Written', of: ({ written }) => written, emphasis: 'strong' },
  { title: 'Merged', of: ({ merged }) => merged },
  { title: 'Quarantined on arrival', of: ({ quarantined }) => quarantined },
  { title: 'Rejected', of: ({ rejected }) => rejected, emphasis: 'bad' },
  { title: 'Dead', of: ({ dead }) => dead, emphasis: 'bad' },
  { title: 'In hand', of: unaccounted },
  { title: 'Repeated or left over', of: ({ redelivered }) => redelivered, isRare: true },
];

/** The rows of the ledger of these stages, in the order in which a record meets them. */
export function ledgerRows(stages: readonly Stage[]): readonly LedgerRow[] {
  return all.filter(
    ({ isRare, of }) => isRare !== true || stages.some((stage) => (of(stage) ?? 0) > 0),
  );
}
