import { count } from '#lib/kernel/words/numbers.ts';
import type { ProbeView, StatusTime } from '#lib/status/client.ts';
import { Sparkline } from '#components/ui/chart/sparkline.tsx';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { answeredWords } from './answered-words.ts';
import { OffOnPurpose, StateOf } from './state-of.tsx';
import { UptimeBars } from './uptime-bars.tsx';

const ms = (value: number | null): string => (value === null ? '–' : `${count(value)} ms`);

const columnsOf = (barsAre: string): readonly Column<ProbeView>[] => [
  {
    id: 'name',
    head: 'Service',
    role: 'name',
    cell: ({ name, target, isReal }) => (
      <>
        {name}
        <span className="block text-meta font-normal text-muted">
          {isReal ? target : `${target}, built in`}
        </span>
      </>
    ),
  },
  {
    id: 'state',
    head: 'State',
    role: 'state',
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
  },
  { id: 'median', head: 'Median', numeric: true, cell: ({ medianMs }) => ms(medianMs) },
  {
    id: 'percentile95',
    head: '95th',
    numeric: true,
    cell: ({ percentile95Ms }) => ms(percentile95Ms),
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
  },
];

const barsAre: Readonly<Record<StatusTime, string>> = {
  '24-hours': '24 hours to now',
  '90-days': '90 days to today',
};
const columns = {
  '24-hours': columnsOf(barsAre['24-hours']),
  '90-days': columnsOf(barsAre['90-days']),
} as const;

interface ServicesTableProps {
  readonly time: StatusTime;
  /** Undefined before the first answer. */
  readonly probes: readonly ProbeView[] | undefined;
  /** What people read for an environment. */
  readonly titleOf: (environment: string) => string;
}

/** Every probe with its state, by environment. */
export function ServicesTable({ time, probes, titleOf }: ServicesTableProps) {
  return (
    <DataTable
      label="Services"
      columns={columns[time]}
      rows={probes}
      rowKey={({ id }) => id}
      group={{
        of: ({ environment }) => environment ?? '',
        head: (environment) => (environment === '' ? 'The console' : titleOf(environment)),
      }}
    />
  );
}
