import type { Column } from '#components/ui/data-table/column.ts';
import type { ChoiceFilter } from '#components/ui/data-table/filter.ts';
import type { ListDefinition } from '#components/ui/data-table/list-definition.ts';
import { Status } from '#components/ui/feedback/status.tsx';
import { Button } from '#components/ui/form/button.tsx';
import { Time } from '#components/ui/time/time.tsx';
import {
  driftList,
  driftStates,
  type DriftPage,
  type DriftRequest,
  type DriftRow,
  type Facet,
} from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { itemHref } from '../words.ts';
import { DriftDetail } from './drift-detail.tsx';
import { declaredWords, importWords, observedWords, stateTones, stateWords } from './words.ts';

/** What a person wants to do about a row. */
export type Decision = 'accept' | 'know' | 'take-back';

export interface Deciding {
  /** Why this person may not, in words; null when they may. */
  readonly notAllowed: string | null;
  readonly decide: (row: DriftRow, decision: Decision) => void;
}

type DriftColumn = Column<DriftRow, DriftRequest['sort']['column']>;

const texts = { words: { ascending: 'A to Z', descending: 'Z to A' }, first: 'ascending' } as const;

function Decisions({ row, notAllowed, decide }: Deciding & { readonly row: DriftRow }) {
  if (row.state === 'documented') return <span className="text-muted">–</span>;
  const disabled = notAllowed !== null;
  const button = (decision: Decision, words: string) => (
    <Button small disabled={disabled} onClick={() => decide(row, decision)}>
      {words} <span className="sr-only">{row.name}</span>
    </Button>
  );
  return (
    <span className="flex flex-wrap gap-1.5" title={notAllowed ?? undefined}>
      {row.canAccept && button('accept', 'Accept')}
      {row.known !== null
        ? button('take-back', 'Take “known” back')
        : row.state !== 'matched' && row.state !== 'planned' && button('know', 'Known')}
    </span>
  );
}

const columns = (deciding: Deciding): readonly DriftColumn[] => [
  {
    id: 'name',
    head: 'What',
    role: 'name',
    cell: ({ name }) => name,
    className: 'm:min-w-48 wrap-anywhere',
    csv: {
      name: ({ name }) => name,
      key: ({ key }) => key,
      address: ({ address }) => address,
      differences: ({ differences }) =>
        differences
          .filter(({ verdict }) => verdict === 'differs')
          .map(
            ({ label, declared, observed }) =>
              `${label}: declared ${declaredWords(declared)}, observed ${observedWords(observed)}`,
          )
          .join('; '),
      documented: ({ documented }) => documented,
      actual: ({ actual }) => actual,
    },
  },
  {
    id: 'state',
    head: 'State',
    role: 'state',
    sort: {
      words: { ascending: 'changed first', descending: 'matched first' },
      first: 'ascending',
    },
    cell: ({ state, known }) => (
      <Status tone={known === null ? stateTones[state] : 'off'}>
        {stateWords[state]}
        {known !== null && ', known'}
      </Status>
    ),
    csv: {
      state: ({ state }) => state,
      known: ({ known }) => known?.reason ?? null,
    },
  },
  {
    id: 'kind',
    head: 'Kind',
    cell: ({ kindTitle }) => <span className="wrap-anywhere">{kindTitle}</span>,
    csv: { kind: ({ kindTitle }) => kindTitle },
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
    cell: ({ environment }) => environment ?? <span className="text-muted">shared</span>,
    csv: { environment: ({ environment }) => environment },
  },
  {
    id: 'seen',
    head: 'Seen',
    sort: { words: { ascending: 'oldest first', descending: 'newest first' } },
    cell: ({ seenAt, importKind }) =>
      seenAt === null || importKind === null ? (
        <span className="text-muted">in sources</span>
      ) : (
        <>
          <Time at={seenAt} as="past" />
          <span className="block text-meta text-muted">{importWords[importKind]}</span>
        </>
      ),
    className: 'm:whitespace-nowrap',
    csv: { seenAt: ({ seenAt }) => seenAt, import: ({ importKind }) => importKind },
  },
  {
    id: 'decide',
    head: 'Decide',
    isWide: true,
    cell: (row) => <Decisions row={row} {...deciding} />,
  },
];

function choice(name: string, any: string, facets: readonly Facet[] | undefined): ChoiceFilter {
  const byValue = new Map(facets?.map((facet) => [facet.value, facet]));
  return {
    kind: 'choice',
    name,
    any,
    options: [...byValue.keys()],
    words(option) {
      const facet = byValue.get(option);
      return facet === undefined ? option : `${facet.title} (${count(facet.count)})`;
    },
  };
}

export type DriftListDefinition = ListDefinition<
  DriftRow,
  typeof driftList.filters,
  DriftRequest['sort']['column']
>;

export function driftListDefinition(
  facets: DriftPage['facets'] | undefined,
  deciding: Deciding,
): DriftListDefinition {
  const states = new Map(facets?.state.map(({ value, count: many }) => [value, many]));
  return {
    id: 'inventory-drift',
    title: 'Register',
    one: 'difference',
    many: 'differences',
    shape: driftList,
    columns: columns(deciding),
    filters: {
      text: {
        kind: 'text',
        name: 'Search',
        any: 'All differences',
        hint: 'A name, an address, a type or a value; each word must be there.',
      },
      estate: choice('Estate', 'All estates', facets?.estate),
      where: choice('Environment', 'All environments', facets?.where),
      state: {
        kind: 'choices',
        name: 'State',
        any: 'All but matched',
        options: driftStates,
        words(option) {
          const state = driftStates.find((one) => one === option);
          return state === undefined
            ? option
            : `${stateWords[state]} (${count(states.get(option) ?? 0)})`;
        },
      },
      known: {
        kind: 'choice',
        name: 'Known',
        any: 'Known or not',
        options: ['open', 'known'],
        words: (option) => (option === 'known' ? 'Known' : 'Not marked as known'),
      },
    },
    rowKey: ({ id }) => id,
    opens: {
      href: ({ key }) => (key === null ? null : itemHref(key)),
      label: ({ name }) => name,
    },
    detail: (row) => <DriftDetail row={row} />,
    empty: {
      title: 'Nothing differs',
      says: 'Sources and imports say what is declared, as far as they say anything.',
    },
    faultMeaning: 'What exists in the estates is not affected by this.',
  };
}
