import Link from 'next/link';
import type { Column } from '#components/ui/data-table/column.ts';
import type { ListDefinition } from '#components/ui/data-table/list-definition.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import {
  blockings,
  migrationEvidences,
  migrationList,
  recordedText,
  recordedStatuses,
  recordedWords,
  statusWords,
  type Blocking,
  type MigrationChoices,
  type MigrationRow,
  type MigrationSort,
  type RecordedFact,
  type RecordedNothing,
} from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { itemHref } from '../words.ts';
import { moveHref } from './addresses.ts';
import { EvidenceMark, evidenceWords } from './evidence-mark.tsx';
import { StatusWords } from './status-words.tsx';

type MigrationColumn = Column<MigrationRow, MigrationSort>;

const blockingWords: Readonly<Record<Blocking, string>> = {
  outside: 'somebody outside',
  item: 'another item alone',
  nothing: 'nothing recorded',
};

const wordsIn =
  (words: Readonly<Record<string, string>>) =>
  (value: string): string =>
    words[value] ?? value;

const RecordedText = ({ of }: { readonly of: RecordedFact }) => (
  <RecordedValue
    of={of.state === 'value' ? { state: 'value', value: recordedText(of) } : { state: of.state }}
  />
);

/** In the words of the sources, else those that it waits for. */
function BlockedBy({ row }: { readonly row: MigrationRow }) {
  const { blockedBy, blockedWords, nothings } = row;
  const words = blockedWords.length > 0 ? blockedWords : blockedBy.map(({ name }) => name);
  if (words.length === 0)
    return nothings.blockedBy === undefined ? (
      <span className="text-muted">nothing recorded</span>
    ) : (
      <RecordedValue of={{ state: nothings.blockedBy }} />
    );
  return (
    <ul className="space-y-0.5">
      {words.map((one) => (
        <li key={one}>
          <Status tone="warn" className="font-normal! whitespace-normal!">
            {one}
          </Status>
        </li>
      ))}
    </ul>
  );
}

const keysOf = (ties: readonly { readonly key: string }[]): string | null =>
  ties.length === 0 ? null : ties.map(({ key }) => key).join('; ');

/** In a file, where an empty cell would be any of them. */
const nothingText = (nothing: RecordedNothing = 'not-recorded'): string => statusWords[nothing];

// Numbers of the size table follow from these columns alone: evidence and open questions are in
// the file only where there is one.
const columns: readonly MigrationColumn[] = [
  {
    id: 'item',
    head: 'On Azure now',
    role: 'name',
    sort: {
      words: { ascending: 'as the sources list them', descending: 'the last ones first' },
      first: 'ascending',
    },
    cell: ({ name }) => name,
    className: 'm:min-w-44',
    csv: {
      key: ({ key }) => key,
      name: ({ name }) => name,
      estate: ({ estate }) => estate,
      current: ({ current }) => recordedWords(current, '; '),
    },
  },
  {
    id: 'target',
    head: 'On AWS',
    isWide: true,
    cell: ({ target }) => <RecordedText of={target} />,
    className: 'm:min-w-44',
    csv: { target: ({ target }) => recordedWords(target, '; ') },
  },
  {
    id: 'status',
    head: 'Status',
    role: 'state',
    sort: {
      words: { ascending: 'the furthest first', descending: 'the least far first' },
      first: 'ascending',
    },
    cell: ({ status }) => <StatusWords status={status} />,
    title: ({ statusNote }) => statusNote ?? undefined,
    className: 'm:min-w-32',
    csv: {
      status: ({ status }) => statusWords[status],
      statusNote: ({ statusNote }) => statusNote,
    },
  },
  {
    id: 'evidence',
    head: 'Evidence',
    sort: { words: { ascending: 'the surest first', descending: 'the least sure first' } },
    cell: ({ evidence, nothings }) => (
      <EvidenceMark evidence={evidence} nothing={nothings.evidence} />
    ),
    title: ({ evidenceText }) => evidenceText ?? undefined,
    csv: {
      evidence: ({ evidence }) => evidence,
      evidenceText: ({ evidenceText }) => evidenceText,
    },
  },
  {
    id: 'blocked',
    head: 'Blocked by',
    isWide: true,
    cell: (row) => <BlockedBy row={row} />,
    className: 'm:min-w-48',
    csv: {
      blockedBy: ({ blockedWords }) => (blockedWords.length === 0 ? null : blockedWords.join('; ')),
      comesAfter: ({ blockedBy }) => keysOf(blockedBy.filter(({ isItem }) => isItem)),
      waitsFor: ({ waitsFor }) => (waitsFor.length === 0 ? null : waitsFor.join('; ')),
      movesWith: ({ movesWith }) => keysOf(movesWith),
    },
  },
  {
    id: 'size',
    head: 'What sets the size, and what is open',
    isWide: true,
    cell: ({ sizeDrivers, openQuestion, nothings }) => (
      <>
        {sizeDrivers ?? <RecordedValue of={{ state: nothings.sizeDrivers ?? 'not-recorded' }} />}
        {(openQuestion !== null || nothings.openQuestion !== undefined) && (
          <span className="block text-muted">
            <b>Open:</b>{' '}
            {openQuestion ?? <RecordedValue of={{ state: nothings.openQuestion ?? 'none' }} />}
          </span>
        )}
      </>
    ),
    className: 'm:min-w-48',
    csv: {
      sizeDrivers: ({ sizeDrivers, nothings }) => sizeDrivers ?? nothingText(nothings.sizeDrivers),
      openQuestion: ({ openQuestion }) => openQuestion,
    },
  },
  {
    id: 'parts',
    head: 'Things',
    numeric: true,
    startsHidden: true,
    sort: { words: { ascending: 'fewest first', descending: 'most first' } },
    cell: ({ parts }) => count(parts),
    csv: {
      parts: ({ parts }) => parts,
      services: ({ services }) => services,
      dataStores: ({ dataStores }) => dataStores,
    },
  },
  {
    id: 'owner',
    head: 'Owner',
    startsHidden: true,
    cell: ({ owner }) => <RecordedText of={owner} />,
    csv: { owner: ({ owner }) => recordedWords(owner, '; ') },
  },
  {
    id: 'wave',
    head: 'Wave',
    sort: { words: { ascending: 'the first wave first', descending: 'the last wave first' } },
    cell: ({ wave, nothings }) =>
      wave ?? <RecordedValue of={{ state: nothings.wave ?? 'not-recorded' }} />,
    csv: { wave: ({ wave, nothings }) => wave ?? nothingText(nothings.wave) },
  },
  {
    id: 'move',
    head: 'Move',
    cell: ({ key, name }) => (
      <Link href={moveHref(key)} className="inline-block min-h-6 whitespace-nowrap">
        Record<span className="sr-only"> a move of {name}</span>
      </Link>
    ),
  },
];

export type MigrationItemsList = ListDefinition<
  MigrationRow,
  typeof migrationList.filters,
  MigrationSort
>;

const noChoices: MigrationChoices = { waves: [], estates: [] };

export const migrationItemsList = (choices: MigrationChoices = noChoices): MigrationItemsList => ({
  id: 'migration',
  title: 'Items',
  one: 'item',
  many: 'items',
  shape: migrationList,
  columns,
  filters: {
    text: { kind: 'text', name: 'Search', any: 'All items' },
    estate: {
      kind: 'choice',
      name: 'Estate',
      any: 'All estates',
      options: choices.estates.map(({ key }) => key),
      words: (key) => choices.estates.find((one) => one.key === key)?.title ?? key,
    },
    status: {
      kind: 'choices',
      name: 'Status',
      any: 'However far',
      options: recordedStatuses,
      words: wordsIn(statusWords),
    },
    evidence: {
      kind: 'choices',
      name: 'Evidence',
      any: 'However sure',
      options: migrationEvidences,
      words: wordsIn(evidenceWords),
    },
    blocked: {
      kind: 'choice',
      name: 'Blocked by',
      any: 'Blocked or not',
      options: blockings,
      words: wordsIn(blockingWords),
    },
    wave: {
      kind: 'choice',
      name: 'Wave',
      any: 'All waves',
      options: choices.waves,
      words: (wave) => wave,
    },
  },
  rowKey: ({ key }) => key,
  opens: { href: ({ key }) => itemHref(key), label: ({ name }) => name },
  empty: {
    title: 'No item of the move is in the inventory',
    says:
      'The five estates that are shipped with the console are taken into it when its worker ' +
      'starts, within a minute. Those of TIS have 25 items.',
  },
  faultMeaning: 'How far the move is does not follow from this.',
});
