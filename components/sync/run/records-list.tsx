import {
  recordKinds,
  recordList,
  type KeptRecord,
  type RecordKind,
  type RecordSort,
  type Run,
} from '#lib/sync/client.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import type { ListDefinition } from '#components/ui/data-table/list-definition.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import { movesRecords } from '../state-words.ts';
import { hasCountedRecords, kindWords, stageTitle } from './record-words.ts';

const alphabetic = {
  words: { ascending: 'A to Z', descending: 'Z to A' },
  first: 'ascending',
} as const;

const columnsOf = (run: Run): readonly Column<KeptRecord, RecordSort>[] => [
  {
    id: 'record',
    head: 'Record',
    role: 'name',
    sort: alphabetic,
    cell: ({ reference }) => reference,
    csv: { run: () => run.run, record: ({ reference }) => reference },
  },
  {
    id: 'kind',
    head: 'What',
    role: 'state',
    cell: ({ kind }) => <Status tone={kindWords[kind].tone}>{kindWords[kind].word}</Status>,
    title: ({ kind }) => kindWords[kind].meaning,
    csv: { kind: ({ kind }) => kind },
  },
  {
    id: 'stage',
    head: 'Stage',
    sort: {
      words: { ascending: 'stages in order', descending: 'the last stage first' },
      first: 'ascending',
    },
    cell: ({ stage }) => stageTitle(run, stage),
    csv: { stage: ({ stage }) => stage },
  },
  {
    id: 'reason',
    head: 'Reason',
    sort: alphabetic,
    isWide: true,
    cell: ({ reason }) => reason,
    csv: { reason: ({ reason }) => reason },
  },
];

/** The single records of one run as a list. */
export const recordsListOf = (
  run: Run,
): ListDefinition<KeptRecord, typeof recordList.filters, RecordSort> => ({
  id: 'sync-records',
  title: 'Records',
  one: 'record',
  many: 'records',
  shape: recordList,
  columns: columnsOf(run),
  filters: {
    kind: {
      kind: 'choice',
      name: 'What',
      any: 'All kinds',
      options: recordKinds,
      words: (kind: RecordKind) => kindWords[kind].word,
    },
    stage: {
      kind: 'choice',
      name: 'Stage',
      any: 'All stages',
      options: run.stages.filter(movesRecords).map(({ name }) => name),
      words: (stage: string) => stageTitle(run, stage),
    },
    reason: { kind: 'text', name: 'Reason', any: 'Any reason', hint: 'Words of the reason' },
  },
  rowKey: ({ id }) => String(id),
  empty:
    run.endedAt !== null && hasCountedRecords(run)
      ? {
          title: 'No longer kept',
          says:
            'Single records are kept for some time after the end of a run; the ledger keeps ' +
            'their counts.',
        }
      : {
          title: run.endedAt === null ? 'None so far' : 'None',
          says:
            'Records that a rule or the index refused, and conflicts between two records, are ' +
            'listed here.',
        },
  faultMeaning: 'Users’ pages are not affected.',
});
