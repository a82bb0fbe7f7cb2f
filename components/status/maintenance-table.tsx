import Link from 'next/link';
import { rangeWords } from '#lib/kernel/words/times.ts';
import type { MaintenanceView } from '#lib/status/client.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { MaintenanceState } from './maintenance-state.tsx';

interface MaintenanceTableProps {
  readonly label: string;
  readonly maintenance: readonly MaintenanceView[];
  /** What people read for an environment. */
  readonly titleOf: (environment: string) => string;
  readonly hrefOf: (id: number) => string;
}

export function MaintenanceTable({ label, maintenance, titleOf, hrefOf }: MaintenanceTableProps) {
  const columns: readonly Column<MaintenanceView>[] = [
    {
      id: 'title',
      head: 'What is done',
      role: 'name',
      cell: ({ id, title }) => (
        <Link href={hrefOf(id)} className="wrap-anywhere">
          {title}
        </Link>
      ),
    },
    {
      id: 'state',
      head: 'State',
      role: 'state',
      cell: ({ state }) => <MaintenanceState state={state} />,
    },
    {
      id: 'when',
      head: 'When',
      cell: ({ fromAt, toAt }) => rangeWords(new Date(fromAt), new Date(toAt)),
    },
    {
      id: 'of',
      head: 'Of what',
      cell: ({ environment, probe }) =>
        probe === null
          ? `All of ${titleOf(environment)}`
          : `${probe.name} of ${titleOf(environment)}`,
    },
    { id: 'by', head: 'Planned by', cell: ({ plannedBy }) => plannedBy },
  ];
  return (
    <DataTable label={label} columns={columns} rows={maintenance} rowKey={({ id }) => String(id)} />
  );
}
