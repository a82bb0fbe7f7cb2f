import {
  recordList,
  type RecordKind,
  type RecordListRequest,
  type Run,
  type RunRecord,
} from '#lib/sync/client.ts';
import { listTexts, readList } from '#lib/kernel/list.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import type { Tone } from '#components/ui/feedback/tone.ts';

interface KindWords {
  readonly word: string;
  readonly tone: Tone;
  readonly meaning: string;
}

export const kindWords: Readonly<Record<RecordKind, KindWords>> = {
  rejected: { word: 'Rejected', tone: 'bad', meaning: 'refused by the index' },
  conflict: {
    word: 'Conflict',
    tone: 'warn',
    meaning: 'two trainee records with one GMC number, written once',
  },
  quarantined: {
    word: 'Quarantined',
    tone: 'off',
    meaning: 'refused by a rule, kept with its reason',
  },
  noted: {
    word: 'Noted',
    tone: 'off',
    meaning: 'written, without what could not be used',
  },
};

export const stageTitle = ({ stages }: Pick<Run, 'stages'>, name: string): string =>
  stages.find((stage) => stage.name === name)?.title ?? name;

/** The ledger counts records that are not kept as single ones any more, or were not yet. */
export const hasCountedRecords = ({ conflicts, stages }: Run): boolean =>
  conflicts > 0 || stages.some(({ quarantined, rejected }) => quarantined + rejected > 0);

/** They are counted when a run settles; of another one those that were kept are what is known. */
export function conflictWords(
  { state, conflicts }: Pick<Run, 'state' | 'conflicts'>,
  records: readonly RunRecord[],
): string {
  if (state === 'settled' || conflicts > 0)
    return `${countOf(conflicts, 'conflict')} between trainee records`;
  const kept = records.reduce((sum, { kind, count }) => sum + (kind === 'conflict' ? count : 0), 0);
  return kept > 0
    ? `at least ${countOf(kept, 'conflict')} between trainee records`
    : 'conflicts between trainee records: not known, it did not settle';
}

/** The list of the single records of a run; what an address cannot say does not filter. */
export function recordsHref(run: string, filters: RecordListRequest['filters'] = {}): string {
  const texts = listTexts(recordList, { filters, sort: recordList.usual });
  const { request } = readList(recordList, texts);
  const search = new URLSearchParams(listTexts(recordList, request)).toString();
  return `/sync/${run}/records${search === '' ? '' : `?${search}`}`;
}
