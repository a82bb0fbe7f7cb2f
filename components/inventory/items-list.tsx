import type { ListDefinition } from '#components/ui/data-table/list-definition.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import type { ChoiceFilter } from '#components/ui/data-table/filter.ts';
import { RecordedValue } from '#components/ui/page/recorded.tsx';
import {
  itemList,
  recordedStateWords,
  type Facet,
  type Facets,
  type ItemSort,
  type ItemInList,
  type NamedItem,
} from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { asOfWords, itemHref } from './words.ts';

/** What no source says of the thing itself is told from what one says. */
function Followed({ says, from }: { readonly says: string; readonly from: NamedItem | null }) {
  return (
    <>
      {says}
      {from !== null && (
        <span className="block text-meta text-muted">follows from {from.name}</span>
      )}
    </>
  );
}

type ItemColumn = Column<ItemInList, ItemSort>;

const texts = { words: { ascending: 'A to Z', descending: 'Z to A' }, first: 'ascending' } as const;

const columns: readonly ItemColumn[] = [
  {
    id: 'name',
    head: 'Name',
    role: 'name',
    sort: texts,
    cell: ({ name }) => name,
    className: 'm:min-w-56 wrap-anywhere',
    csv: { key: ({ key }) => key, name: ({ name }) => name },
  },
  {
    id: 'summary',
    head: 'In short',
    isWide: true,
    cell: ({ summary }) => summary ?? <span className="text-muted">–</span>,
    className: 'm:min-w-48',
    csv: { summary: ({ summary }) => summary },
  },
  {
    id: 'kind',
    head: 'Kind',
    sort: texts,
    cell: ({ kindTitle }) => kindTitle,
    csv: { kind: ({ kind }) => kind },
  },
  {
    id: 'estate',
    head: 'Estate',
    sort: texts,
    cell: ({ estateTitle }) => estateTitle,
    csv: { estate: ({ estate }) => estate },
  },
  {
    id: 'environment',
    head: 'Environment',
    sort: texts,
    cell: ({ environment, type }) =>
      environment ?? <span className="text-muted">{type === 'estate' ? '–' : 'shared'}</span>,
    csv: { environment: ({ environment }) => environment },
  },
  {
    id: 'owner',
    head: 'Owner',
    startsHidden: true,
    cell: ({ owner, ownerNothing, ownerFrom }) =>
      owner === null ? (
        <RecordedValue of={{ state: ownerNothing }} />
      ) : (
        <Followed says={owner} from={ownerFrom} />
      ),
    csv: {
      owner: ({ owner, ownerNothing }) => owner ?? recordedStateWords[ownerNothing],
      ownerFollowsFrom: ({ ownerFrom }) => ownerFrom?.key ?? null,
    },
  },
  {
    id: 'cloud',
    head: 'Cloud',
    startsHidden: true,
    cell: ({ cloud, cloudNothing, cloudFrom }) =>
      cloud === null ? (
        <RecordedValue of={{ state: cloudNothing }} />
      ) : (
        <Followed says={cloud} from={cloudFrom} />
      ),
    csv: {
      cloud: ({ cloud, cloudNothing }) => cloud ?? recordedStateWords[cloudNothing],
      cloudFollowsFrom: ({ cloudFrom }) => cloudFrom?.key ?? null,
    },
  },
  {
    id: 'missing',
    head: 'Not recorded',
    numeric: true,
    sort: { words: { ascending: 'fewest first', descending: 'most first' } },
    cell: ({ missing }) => (missing === 0 ? '–' : count(missing)),
    title: ({ missing }) =>
      missing === 0
        ? 'Nothing that somebody should know is missing'
        : `${count(missing)} facts that somebody should know and no source says`,
    csv: { notRecorded: ({ missing }) => missing },
  },
  {
    id: 'source',
    head: 'Source',
    cell: ({ source }) => source.title,
    csv: { source: ({ source }) => source.title, evidence: ({ source }) => source.evidence },
  },
  {
    id: 'asOf',
    head: 'As of',
    sort: { words: { ascending: 'oldest first', descending: 'newest first' } },
    cell: ({ source }) =>
      source.asOf === null ? <span className="text-muted">undated</span> : asOfWords(source),
    title: ({ source }) => asOfWords(source),
    className: 'm:whitespace-nowrap',
    csv: { asOf: ({ source }) => source.asOf, readOn: ({ source }) => source.readOn },
  },
];

/** What the inventory can be filtered by is what there is of it. */
function choice(
  name: string,
  any: string,
  facets: readonly Facet[] | undefined,
  kind: ChoiceFilter['kind'],
): ChoiceFilter {
  const byValue = new Map(facets?.map((facet) => [facet.value, facet]));
  return {
    kind,
    name,
    any,
    options: [...byValue.keys()],
    words(option) {
      const facet = byValue.get(option);
      return facet === undefined ? option : `${facet.title} (${count(facet.count)})`;
    },
  };
}

export type ItemsList = ListDefinition<ItemInList, typeof itemList.filters, ItemSort>;

export const itemsList = (facets: Facets | undefined): ItemsList => ({
  id: 'inventory',
  title: 'Everything',
  one: 'thing',
  many: 'things',
  shape: itemList,
  columns,
  filters: {
    text: {
      kind: 'text',
      name: 'Search',
      any: 'Everything',
      hint: 'A name, host, URL, port, queue, technology or version; each word must be there.',
    },
    estate: choice('Estate', 'All estates', facets?.estate, 'choices'),
    where: choice('Environment', 'All environments', facets?.where, 'choice'),
    kind: choice('Kind', 'All kinds', facets?.kind, 'choices'),
    owner: choice('Owner', 'All owners', facets?.owner, 'choice'),
    cloud: choice('Cloud', 'All clouds', facets?.cloud, 'choice'),
    known: choice('Knowledge', 'Known or not', facets?.known, 'choice'),
  },
  rowKey: ({ key }) => key,
  opens: { href: ({ key }) => itemHref(key), label: ({ name }) => name },
  empty: {
    title: 'The inventory is still empty',
    says:
      'The five estates that are shipped with the console are taken into it when its worker ' +
      'starts, within a minute.',
  },
  faultMeaning: 'What exists in the estates is not affected by this.',
});
