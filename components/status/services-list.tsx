import type { Column } from '#components/ui/data-table/column.ts';
import type { ChoiceFilter } from '#components/ui/data-table/filter.ts';
import type { ListDefinition } from '#components/ui/data-table/list-definition.ts';
import { Sparkline } from '#components/ui/chart/sparkline.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { count } from '#lib/kernel/words/numbers.ts';
import {
  ownProbes,
  serviceList,
  shownStates,
  type ProbeView,
  type ServiceFacet,
  type ServiceFacets,
  type ServiceSort,
  type ShownState,
  type StatusTime,
} from '#lib/status/client.ts';
import { answeredWords } from './answered-words.ts';
import { msWords } from './ms-words.ts';
import { OffOnPurpose, StateOf } from './state-of.tsx';
import { serviceHref } from './service-href.ts';
import { UptimeBars } from './uptime-bars.tsx';

type ServiceColumn = Column<ProbeView, ServiceSort>;

const columnsOf = (
  barsAre: string,
  titleOf: (environment: string) => string,
): readonly ServiceColumn[] => [
  {
    id: 'name',
    head: 'Service',
    role: 'name',
    sort: { words: { ascending: 'A to Z', descending: 'Z to A' }, first: 'ascending' },
    cell: ({ name }) => name,
    className: 'wrap-anywhere',
    csv: { id: ({ id }) => id, service: ({ name }) => name, kind: ({ kind }) => kind },
  },
  {
    id: 'target',
    head: 'What it is',
    cell: ({ target, isReal }) => (isReal ? target : `${target}, built in`),
    csv: { target: ({ target }) => target, builtIn: ({ isReal }) => !isReal },
  },
  {
    id: 'state',
    head: 'State',
    role: 'state',
    sort: { words: { ascending: 'worst first', descending: 'best first' }, first: 'ascending' },
    cell: ({ state, since, says, off }) => (
      <div className="min-w-0">
        {off !== null && <OffOnPurpose off={off} />}
        <StateOf state={state} />
        <span className="block text-meta text-muted">
          since <Time at={since} as="near" />
        </span>
        {says !== null && <span className="block text-meta">{says}</span>}
      </div>
    ),
    csv: {
      state: ({ state }) => state,
      since: ({ since }) => since,
      offOnPurpose: ({ off }) => off?.reason ?? null,
      offUntil: ({ off }) => off?.until ?? null,
      says: ({ says }) => says,
    },
  },
  {
    id: 'environment',
    head: 'Environment',
    startsHidden: true,
    sort: {
      words: { ascending: 'as configured', descending: 'the other way' },
      first: 'ascending',
    },
    cell: ({ environment }) => titleOf(environment ?? ownProbes),
    csv: { environment: ({ environment }) => environment },
  },
  {
    id: 'bars',
    head: barsAre,
    isWide: true,
    cell: ({ pieces }) => <UptimeBars pieces={pieces} />,
  },
  {
    id: 'share',
    head: 'Answered',
    numeric: true,
    cell: answeredWords,
    csv: {
      answeredShare: ({ upShare }) => upShare,
      toldSeconds: ({ toldMs }) => Math.round(toldMs / 1_000),
      ofSeconds: ({ wholeMs }) => Math.round(wholeMs / 1_000),
    },
  },
  {
    id: 'median',
    head: 'Median',
    numeric: true,
    cell: ({ medianMs }) => msWords(medianMs),
    csv: { medianMs: ({ medianMs }) => medianMs },
  },
  {
    id: 'percentile95',
    head: '95th',
    numeric: true,
    cell: ({ percentile95Ms }) => msWords(percentile95Ms),
    csv: { percentile95Ms: ({ percentile95Ms }) => percentile95Ms },
  },
  {
    id: 'hour',
    head: 'Last hour, ms',
    isWide: true,
    cell: ({ lastHour }) =>
      lastHour.some((value) => value !== null) ? (
        <Sparkline values={lastHour} />
      ) : (
        <span className="text-muted">not measured</span>
      ),
  },
  {
    id: 'asked',
    head: 'Last asked',
    cell: ({ lastAt }) => (lastAt === null ? 'never' : <Time at={lastAt} as="past" />),
    csv: { lastAsked: ({ lastAt }) => lastAt },
  },
];

const barsAre: Readonly<Record<StatusTime, string>> = {
  '24-hours': '24 hours to now',
  '30-days': '30 days to today',
  '90-days': '90 days to today',
};

const stateTitles: Readonly<Record<ShownState, string>> = {
  down: 'down',
  degraded: 'degraded',
  'not-known': 'not known',
  up: 'up',
  off: 'off on purpose',
};

/** What can be chosen is what there is, with how many. */
function choice(
  named: Pick<ChoiceFilter, 'kind' | 'name' | 'any'>,
  facets: readonly ServiceFacet[] | undefined,
  titleOf: (value: string) => string,
): ChoiceFilter {
  const counts = new Map(facets?.map(({ value, count: many }) => [value, many]));
  return {
    ...named,
    options: [...counts.keys()],
    words(option) {
      const many = counts.get(option);
      return many === undefined ? titleOf(option) : `${titleOf(option)} (${count(many)})`;
    },
  };
}

interface ListedAs {
  readonly time: StatusTime;
  /** By which the services are ordered: by environment they are in groups. */
  readonly sortedBy: ServiceSort;
  /** Undefined before the first answer. */
  readonly facets: ServiceFacets | undefined;
  /** What people read for an environment. */
  readonly titleOf: (environment: string) => string;
  readonly hrefOf: (href: string) => string;
}

export type ServicesList = ListDefinition<ProbeView, typeof serviceList.filters, ServiceSort>;

export function servicesList({ time, sortedBy, facets, titleOf, hrefOf }: ListedAs): ServicesList {
  const named = (environment: string): string =>
    environment === ownProbes ? 'The console' : titleOf(environment);
  const states = shownStates.map((value) => ({
    value,
    count: facets?.state.find((one) => one.value === value)?.count ?? 0,
  }));
  return {
    id: 'services',
    title: 'Services',
    one: 'service',
    many: 'services',
    shape: serviceList,
    columns: columnsOf(barsAre[time], named),
    filters: {
      text: { kind: 'text', name: 'Search', any: 'Everything', hint: 'Of its name or what it is.' },
      where: choice(
        { kind: 'choice', name: 'Environment', any: 'All environments' },
        facets?.where,
        named,
      ),
      state: choice(
        { kind: 'choices', name: 'State', any: 'All states' },
        facets === undefined ? undefined : states,
        (state) => stateTitles[shownStates.find((one) => one === state) ?? 'not-known'],
      ),
      kind: choice(
        { kind: 'choice', name: 'Kind', any: 'All kinds' },
        facets?.kind,
        (kind) => kind,
      ),
    },
    rowKey: ({ id }) => id,
    opens: {
      href: ({ id }) => hrefOf(serviceHref(id, time)),
      label: ({ name }) => name,
    },
    ...(sortedBy === 'environment' && {
      group: { of: ({ environment }) => environment ?? ownProbes, head: named },
    }),
    empty: {
      title: 'Nothing was asked yet',
      says: 'The services of each environment are here as soon as a worker of the console runs.',
    },
    faultMeaning: 'Nothing is counted as up or down.',
  };
}
