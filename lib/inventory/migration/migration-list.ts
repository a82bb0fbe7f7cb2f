/** What the list of the move shows of an item, and what it may be asked. Pure. */
import { z } from 'zod';
import { freeTextWithoutNumbers } from '#lib/kernel/free-text.ts';
import {
  isSameSort,
  manyOf,
  oneOf,
  someText,
  type ListShape,
  type Page,
  type RequestOf,
} from '#lib/kernel/list.ts';
import type { RecordedFact, RecordedNothing } from '../model.ts';
import { searchWords } from '../search-words.ts';
import {
  migrationEvidences,
  recordedStatuses,
  statusWords,
  type MigrationEvidence,
  type Tie,
} from './migration-item.ts';
import type { CountedRow } from './sizing.ts';

export interface MigrationRow extends CountedRow {
  readonly key: string;
  readonly name: string;
  readonly estate: string;
  readonly estateTitle: string;
  readonly version: number;
  readonly current: RecordedFact;
  readonly target: RecordedFact;
  /** What the source says besides of how far it is. */
  readonly statusNote: string | null;
  readonly evidence: MigrationEvidence | null;
  readonly evidenceText: string | null;
  readonly owner: RecordedFact;
  readonly wave: string | null;
  /** In the words of the sources. */
  readonly blockedWords: readonly string[];
  readonly blockedBy: readonly Tie[];
  readonly movesWith: readonly Tie[];
  readonly sizeDrivers: string | null;
  /** Of what has no value above: which nothing a source says. Left out: not recorded. */
  readonly nothings: Readonly<Partial<Record<NothingOf, RecordedNothing>>>;
}

export const nothingsOf = ['wave', 'evidence', 'sizeDrivers', 'openQuestion', 'blockedBy'] as const;
export type NothingOf = (typeof nothingsOf)[number];

/** By whom: somebody outside, another item, or nobody that is recorded. */
export const blockings = ['outside', 'item', 'nothing'] as const;
export type Blocking = (typeof blockings)[number];

const migrationFilters = {
  text: someText,
  estate: someText,
  status: manyOf(recordedStatuses),
  evidence: manyOf(migrationEvidences),
  blocked: oneOf(blockings),
  wave: someText,
};

export const migrationList = {
  filters: migrationFilters,
  sorts: ['item', 'status', 'evidence', 'wave', 'parts'],
  usual: { column: 'item', direction: 'ascending' },
  pageSize: 50,
  mostAtOnce: 500,
} as const satisfies ListShape;
export type MigrationListRequest = RequestOf<typeof migrationList>;
export type MigrationSort = MigrationListRequest['sort']['column'];

export const blockingOf = ({ blockedBy }: Pick<MigrationRow, 'blockedBy'>): Blocking =>
  blockedBy.some(({ isItem }) => !isItem) ? 'outside' : blockedBy.length > 0 ? 'item' : 'nothing';

/** In the words of a file. */
export const recordedText = (recorded: RecordedFact): string | null =>
  recorded.state === 'value' ? [recorded.value].flat().join('; ') : null;

const searchText = (row: MigrationRow): string =>
  [
    row.key,
    row.name,
    row.estateTitle,
    recordedText(row.current),
    recordedText(row.target),
    recordedText(row.owner),
    row.evidenceText,
    row.sizeDrivers,
    row.openQuestion,
    row.statusNote,
    ...row.blockedWords,
    ...row.blockedBy.map(({ name }) => name),
    statusWords[row.status],
  ]
    .join('\n')
    .toLowerCase();

const matches = (row: MigrationRow, { filters }: MigrationListRequest): boolean => {
  const { text, estate, status, evidence, blocked, wave } = filters;
  return (
    (text === undefined || searchWords(text).every((word) => searchText(row).includes(word))) &&
    (estate === undefined || row.estate === estate) &&
    (status === undefined || status.includes(row.status)) &&
    (evidence === undefined || (row.evidence !== null && evidence.includes(row.evidence))) &&
    (blocked === undefined || blockingOf(row) === blocked) &&
    (wave === undefined || row.wave === wave)
  );
};

const sortedBy: Readonly<Record<MigrationSort, (row: MigrationRow) => number | string | null>> = {
  item: () => 0,
  status: ({ status }) => recordedStatuses.indexOf(status),
  evidence: ({ evidence }) => (evidence === null ? null : migrationEvidences.indexOf(evidence)),
  wave: ({ wave }) => wave,
  parts: ({ parts }) => parts,
};

/** What is not there comes last, whichever way round. */
function compared(one: string | number | null, other: string | number | null, sign: number) {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return typeof one === 'number' && typeof other === 'number'
    ? sign * (one - other)
    : sign * String(one).localeCompare(String(other), 'en-GB', { numeric: true });
}

/** The rows of a page, of those in the order of their files. */
export function migrationPage<R extends MigrationRow>(
  rows: readonly R[],
  request: MigrationListRequest,
): Page<R> {
  const { sort, limit, offset } = request;
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const matching = rows.filter((row) => matches(row, request));
  const ordered = isSameSort(sort, { column: 'item', direction: 'descending' })
    ? matching.toReversed()
    : matching.toSorted((one, other) => {
        const of = sortedBy[sort.column];
        return compared(of(one), of(other), sign);
      });
  return { rows: ordered.slice(offset, offset + limit), total: matching.length };
}

/** What a filter of the list can be, with how many there are of all. */
export interface MigrationChoices {
  readonly waves: readonly string[];
  readonly estates: readonly { readonly key: string; readonly title: string }[];
}

export function choicesOf(rows: readonly MigrationRow[]): MigrationChoices {
  const waves = [...new Set(rows.flatMap(({ wave }) => wave ?? []))];
  return {
    waves: waves.sort((one, other) => one.localeCompare(other, 'en-GB', { numeric: true })),
    estates: [...new Map(rows.map(({ estate, estateTitle }) => [estate, estateTitle]))].map(
      ([key, title]) => ({ key, title }),
    ),
  };
}

const mostChosen = 100;

/** Which to plan for: keys, or names that somebody types, a line each. */
export const whatIfQuestion = z.object({
  choose: z
    .string()
    .transform((text) => [
      ...new Set(
        text
          .split('\n')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      ),
    ])
    .pipe(
      z
        .array(freeTextWithoutNumbers(300, 'Use 300 characters or fewer.'))
        .min(1, 'Say what is to move.')
        .max(mostChosen, `Choose at most ${String(mostChosen)}.`),
    ),
});
