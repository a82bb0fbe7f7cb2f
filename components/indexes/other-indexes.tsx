import type { OtherIndex } from '#lib/indexes/client.ts';
import { count, sizeWords } from '#lib/kernel/words/numbers.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { NotKnown } from '#components/ui/feedback/status.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { AdoptButton, type Adopting } from './adopt-button.tsx';
import { HealthStatus } from './health-status.tsx';
import { WholeIndexName } from './index-name.tsx';

const columns: readonly Column<OtherIndex>[] = [
  {
    id: 'index',
    head: 'Index',
    role: 'name',
    cell: ({ name }) => <WholeIndexName index={name} />,
  },
  {
    id: 'aliases',
    head: 'Aliases',
    isWide: true,
    cell: ({ aliases }) =>
      aliases.length === 0 ? <span className="text-muted">none</span> : aliases.join(', '),
  },
  {
    id: 'documents',
    head: 'Documents',
    numeric: true,
    cell: ({ documents }) => (documents === null ? <NotKnown /> : count(documents)),
  },
  {
    id: 'size',
    head: 'Size',
    numeric: true,
    cell: ({ bytes }) => (bytes === null ? <NotKnown /> : sizeWords(bytes)),
  },
  {
    id: 'health',
    head: 'Health',
    role: 'state',
    cell: ({ health }) => <HealthStatus health={health} />,
  },
  {
    id: 'made',
    head: 'Made',
    isWide: true,
    className: 'whitespace-nowrap',
    cell: ({ createdAt }) => <Time at={createdAt} as="near" />,
  },
];

interface OtherIndexesProps {
  readonly others: readonly OtherIndex[];
  readonly adopting: Adopting;
}

/** What else the engine holds: nothing of it was made, or will be dropped, by this console. */
export function OtherIndexes({ others, adopting }: OtherIndexesProps) {
  const adopt: Column<OtherIndex> = {
    id: 'adopt',
    head: 'Adopt',
    cell: ({ name }) => <AdoptButton adopting={adopting} index={name} />,
  };
  return (
    <DataTable
      label="Other indexes"
      columns={adopting.bases.length === 0 ? columns : [...columns, adopt]}
      rows={others}
      rowKey={({ name }) => name}
    />
  );
}
