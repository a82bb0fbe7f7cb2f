/** How large what is left is, as far as it can be counted, and from which column. Pure. */
import {
  isMoved,
  isToMove,
  type MigrationEvidence,
  type RecordedStatus,
} from './migration-item.ts';

/** What of a row is counted; a file has it in columns of the same names. */
export interface CountedRow {
  readonly status: RecordedStatus;
  readonly evidence: MigrationEvidence | null;
  readonly parts: number;
  readonly services: number;
  readonly dataStores: number;
  /** The keys of those outside that it waits for. */
  readonly waitsFor: readonly string[];
  readonly openQuestion: string | null;
}

export interface SizeLine {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  /** What the number takes for granted. */
  readonly assumption: string;
}

const sum = (rows: readonly CountedRow[], of: (row: CountedRow) => number): number =>
  rows.reduce((total, row) => total + of(row), 0);

/** Of all rows; each number follows from the rows alone. */
export function sizeOf(rows: readonly CountedRow[]): SizeLine[] {
  const left = rows.filter(({ status }) => isToMove(status));
  return [
    {
      id: 'items',
      label: 'Items in all',
      value: rows.length,
      assumption: 'Each mapping counts once, none by its effort.',
    },
    {
      id: 'moved',
      label: 'No longer on Azure',
      value: rows.filter(({ status }) => isMoved(status)).length,
      assumption: 'Recorded as cut over or decommissioned.',
    },
    {
      id: 'left',
      label: 'Left to move, at most',
      value: left.length,
      assumption:
        'Recorded as not started or in parallel run, or not recorded: what nobody recorded may ' +
        'be done already. What is not applicable stays where it is and is not counted.',
    },
    {
      id: 'notRecorded',
      label: 'Of them not recorded',
      value: left.filter(({ status }) => status === 'not-recorded').length,
      assumption: 'No source says how far they are.',
    },
    {
      id: 'parts',
      label: 'Things in the inventory that they are about',
      value: sum(left, ({ parts }) => parts),
      assumption:
        'What an item describes, and what runs on that; once in each environment, with the first ' +
        'item that it belongs to.',
    },
    {
      id: 'services',
      label: 'Services to containerise',
      value: sum(left, ({ services }) => services),
      assumption: 'Each application among them becomes one service in each environment.',
    },
    {
      id: 'dataStores',
      label: 'Stores of data to copy',
      value: sum(left, ({ dataStores }) => dataStores),
      assumption:
        'Each broker, bucket, cache, container registry, database, file system or search engine ' +
        'among them is copied once in each environment. What a managed service keeps no source ' +
        'says; it is counted only where something is said to write to it.',
    },
    {
      id: 'outside',
      label: 'Parties outside to wait for',
      value: new Set(left.flatMap(({ waitsFor }) => waitsFor)).size,
      assumption: 'Each is asked once, however many items wait for it. Its lead time is not known.',
    },
    {
      id: 'questions',
      label: 'Open questions',
      value: left.filter(({ openQuestion }) => openQuestion !== null).length,
      assumption: 'At most one is recorded of an item; it is answered before the item is planned.',
    },
    {
      id: 'inferences',
      label: 'Mappings to confirm',
      value: left.filter(({ evidence }) => evidence === 'inference' || evidence === null).length,
      assumption: 'The counterpart on AWS is an inference, or no source says where it is from.',
    },
  ];
}
