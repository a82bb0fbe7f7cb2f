import clsx from 'clsx';
import Link from 'next/link';
import { isEnded, type Run, type RunSort } from '#lib/sync/client.ts';
import { count } from '#components/ui/numbers.ts';
import { SortableTh, Table, Td, Th } from '#components/ui/table.tsx';
import { Elapsed, Time } from '#components/ui/time.tsx';
import { RunStatus } from './state-tag.tsx';
import { totalsOf } from './totals.ts';

interface RunsTableProps {
  readonly runs: readonly Run[];
  readonly sort: RunSort;
  readonly onSort: (sort: RunSort) => void;
}

/** One line a run. Sorting is done where the runs are. */
export function RunsTable({ runs, sort, onSort }: RunsTableProps) {
  return (
    <Table label="Runs">
      <thead>
        <tr>
          <Th className="pl-2.5!">Run</Th>
          <Th>Outcome</Th>
          <SortableTh
            sorted={sort === 'newest' ? 'descending' : sort === 'oldest' ? 'ascending' : null}
            onSort={() => onSort(sort === 'newest' ? 'oldest' : 'newest')}
          >
            Started
          </SortableTh>
          <SortableTh
            numeric
            sorted={sort === 'longest' ? 'descending' : sort === 'shortest' ? 'ascending' : null}
            onSort={() => onSort(sort === 'longest' ? 'shortest' : 'longest')}
          >
            Took
          </SortableTh>
          <Th>By</Th>
          <Th>Reason</Th>
          <Th numeric>Written</Th>
          <Th numeric>Quarantined</Th>
          <Th numeric>Conflicts</Th>
          <Th numeric>Rejected</Th>
          <Th numeric>Dead</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.run} run={run} />
        ))}
      </tbody>
    </Table>
  );
}

function RunRow({ run }: { readonly run: Run }) {
  const { written, rejected, dead } = totalsOf(run);
  const isActive = !isEnded(run.state);
  return (
    <tr className={clsx('hover:bg-hover', isActive && 'bg-selected')}>
      <Td className={clsx('pl-2.5', isActive && 'shadow-[inset_4px_0_var(--link)]')}>
        <Link href={`/sync/${run.run}`} className="font-bold" aria-label={`Run ${run.number}`}>
          {run.number}
        </Link>
      </Td>
      <Td>
        <RunStatus state={run.state} dry={run.dry} />
      </Td>
      <Td className="whitespace-nowrap">
        <Time at={run.startedAt ?? run.queuedAt} as="near" />
      </Td>
      <Td numeric>
        {run.startedAt === null ? (
          '–'
        ) : (
          <>
            <Elapsed from={run.startedAt} to={run.endedAt} />
            {isActive && ' so far'}
          </>
        )}
      </Td>
      <Td className="max-w-44 truncate" title={run.startedBy}>
        {run.startedBy}
      </Td>
      <Td className="max-w-59 truncate" title={run.reason}>
        {run.reason === '' ? <span className="text-muted">none given</span> : run.reason}
      </Td>
      <Td numeric>{count(written)}</Td>
      <Td numeric>{count(run.quarantined)}</Td>
      <Td numeric>{count(run.conflicts)}</Td>
      <BadCount value={rejected} />
      <BadCount value={dead} />
    </tr>
  );
}

const BadCount = ({ value }: { readonly value: number }) => (
  <Td numeric className={clsx(value > 0 && 'font-bold text-bad-fg')}>
    {count(value)}
  </Td>
);
