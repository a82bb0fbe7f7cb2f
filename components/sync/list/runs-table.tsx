import clsx from 'clsx';
import Link from 'next/link';
import { isEnded, type Run, type RunSort } from '#lib/sync/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { SortableTh, Table, Td, Th } from '#components/ui/data-table/table.tsx';
import { Elapsed, Time } from '#components/ui/time/time.tsx';
import { QuarantinedCount } from '../quarantined-count.tsx';
import { columnWords, type RunColumn } from './runs-columns.ts';
import { sortsOf } from './runs-view-words.ts';
import { RunStatus } from '../state-tag.tsx';
import { totalsOf } from '../totals.ts';

interface RunsTableProps {
  readonly runs: readonly Run[];
  readonly columns: readonly RunColumn[];
  readonly sort: RunSort;
  readonly onSort: (sort: RunSort) => void;
}

/** One line a run. Sorting is done where the runs are. */
export function RunsTable({ runs, columns, sort, onSort }: RunsTableProps) {
  return (
    <Table label="Runs" keepsHead>
      <thead>
        <tr>
          <Th className="left-0 z-20! pl-2.5!">Run</Th>
          <Th>Outcome</Th>
          {columns.map((column) => (
            <Head key={column} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.run} run={run} columns={columns} />
        ))}
      </tbody>
    </Table>
  );
}

const isWords = (column: RunColumn): boolean =>
  column === 'started' || column === 'by' || column === 'reason';

function Head({
  column,
  sort,
  onSort,
}: Pick<RunsTableProps, 'sort' | 'onSort'> & { readonly column: RunColumn }) {
  const order = sortsOf[column];
  if (order === undefined) return <Th numeric={!isWords(column)}>{columnWords[column]}</Th>;
  const [down, up] = order;
  return (
    <SortableTh
      numeric={!isWords(column)}
      sorted={sort === down ? 'descending' : sort === up ? 'ascending' : null}
      onSort={() => onSort(sort === down ? up : down)}
    >
      {columnWords[column]}
    </SortableTh>
  );
}

function RunRow({ run, columns }: Pick<RunsTableProps, 'columns'> & { readonly run: Run }) {
  const isActive = !isEnded(run.state);
  return (
    <tr className={clsx('hover:bg-hover', isActive ? 'bg-selected' : 'bg-page')}>
      {/* Which run a line is stays in sight when the box is scrolled sideways. */}
      <Td
        className={clsx(
          'sticky left-0 bg-inherit pl-2.5',
          isActive && 'shadow-[inset_4px_0_var(--link)]',
        )}
      >
        <Link
          href={`/sync/${run.run}`}
          className="inline-block min-h-6 min-w-6 font-bold"
          aria-label={`Run ${run.number}`}
        >
          {run.number}
        </Link>
      </Td>
      <Td>
        <RunStatus state={run.state} dry={run.dry} />
      </Td>
      {columns.map((column) => (
        <RunCell key={column} column={column} run={run} />
      ))}
    </tr>
  );
}

function RunCell({ column, run }: { readonly column: RunColumn; readonly run: Run }) {
  const { written, rejected, dead } = totalsOf(run);
  switch (column) {
    case 'started':
      return (
        <Td className="whitespace-nowrap">
          <Time at={run.startedAt ?? run.queuedAt} as="near" />
        </Td>
      );
    case 'took':
      return <TookCell run={run} />;
    case 'by':
      return (
        <Td className="max-w-44 truncate" title={run.startedBy}>
          {run.startedBy}
        </Td>
      );
    case 'reason':
      return (
        <Td className="max-w-59 truncate" title={run.reason}>
          {run.reason === '' ? <span className="text-muted">none given</span> : run.reason}
        </Td>
      );
    case 'written':
      return <Td numeric>{count(written)}</Td>;
    case 'quarantined':
      return (
        <Td numeric>
          <QuarantinedCount run={run} />
        </Td>
      );
    case 'conflicts':
      return <Td numeric>{count(run.conflicts)}</Td>;
    case 'rejected':
      return <BadCount value={rejected} />;
    case 'dead':
      return <BadCount value={dead} />;
  }
}

function TookCell({ run }: { readonly run: Run }) {
  if (run.startedAt === null) return <Td numeric>–</Td>;
  return (
    <Td numeric>
      <Elapsed from={run.startedAt} to={run.endedAt} />
      {!isEnded(run.state) && ' so far'}
    </Td>
  );
}

const BadCount = ({ value }: { readonly value: number }) => (
  <Td numeric className={clsx(value > 0 && 'font-bold text-bad-fg')}>
    {count(value)}
  </Td>
);
