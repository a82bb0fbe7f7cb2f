import clsx from 'clsx';
import {
  isEnded,
  runList,
  runStates,
  type Run,
  type RunSort,
  type RunState,
} from '#lib/sync/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import type { ListDefinition } from '#components/ui/data-table/list-definition.ts';
import { Elapsed, Time } from '#components/ui/time/time.tsx';
import { QuarantinedCount, RunStatus } from '../run-tags.tsx';
import { runStateStyle } from '../state-words.ts';
import { totalsOf } from '../totals.ts';

type RunColumn = Column<Run, RunSort>;

/** A number that should be nought. */
const badCount = (id: 'rejected' | 'dead', head: string): RunColumn => ({
  id,
  head,
  numeric: true,
  cell: (run) => count(totalsOf(run)[id]),
  className: (run) => clsx(totalsOf(run)[id] > 0 && 'font-bold text-bad-fg'),
  csv: { [id]: (run) => totalsOf(run)[id] },
});

// In files, names are those of the JSON of a run, and times are UTC.
const columns: readonly RunColumn[] = [
  {
    id: 'run',
    head: 'Run',
    role: 'name',
    cell: ({ number }) => number,
    csv: {
      run: ({ run }) => run,
      environment: ({ environment }) => environment,
      pipeline: ({ pipeline }) => pipeline,
    },
  },
  {
    id: 'outcome',
    head: 'Outcome',
    role: 'state',
    cell: ({ state, dry }) => <RunStatus state={state} dry={dry} />,
    csv: {
      state: ({ state }) => state,
      dry: ({ dry }) => dry,
      synthetic: ({ synthetic }) => synthetic,
    },
  },
  {
    id: 'started',
    head: 'Started',
    sort: { words: { ascending: 'oldest first', descending: 'newest first' } },
    cell: ({ startedAt, queuedAt }) => <Time at={startedAt ?? queuedAt} as="near" />,
    className: 'whitespace-nowrap',
    csv: {
      queuedAt: ({ queuedAt }) => queuedAt,
      startedAt: ({ startedAt }) => startedAt,
      endedAt: ({ endedAt }) => endedAt,
    },
  },
  {
    id: 'took',
    head: 'Took',
    sort: { words: { ascending: 'shortest first', descending: 'longest first' } },
    numeric: true,
    cell: ({ startedAt, endedAt, state }) =>
      startedAt === null ? (
        '–'
      ) : (
        <>
          <Elapsed from={startedAt} to={endedAt} />
          {!isEnded(state) && ' so far'}
        </>
      ),
    csv: { durationMs: ({ durationMs }) => durationMs },
  },
  {
    id: 'by',
    head: 'By',
    isWide: true,
    cell: ({ startedBy }) => startedBy,
    className: 'max-w-44 truncate',
    title: ({ startedBy }) => startedBy,
    csv: { startedBy: ({ startedBy }) => startedBy },
  },
  {
    id: 'reason',
    head: 'Reason',
    isWide: true,
    cell: ({ reason }) => (reason === '' ? <span className="text-muted">none given</span> : reason),
    className: 'max-w-59 truncate',
    title: ({ reason }) => reason,
    csv: { reason: ({ reason }) => reason },
  },
  {
    id: 'written',
    head: 'Written',
    numeric: true,
    cell: (run) => count(totalsOf(run).written),
    csv: { written: (run) => totalsOf(run).written },
  },
  {
    id: 'quarantined',
    head: 'Quarantined',
    numeric: true,
    cell: (run) => <QuarantinedCount run={run} />,
    csv: {
      quarantined: ({ quarantined }) => quarantined,
      isQuarantinedComplete: ({ isQuarantinedComplete }) => isQuarantinedComplete,
    },
  },
  {
    id: 'conflicts',
    head: 'Conflicts',
    numeric: true,
    cell: ({ conflicts }) => count(conflicts),
    csv: { conflicts: ({ conflicts }) => conflicts },
  },
  badCount('rejected', 'Rejected'),
  badCount('dead', 'Dead'),
];

export const runsList: ListDefinition<Run, typeof runList.filters, RunSort> = {
  id: 'sync-runs',
  title: 'Runs',
  one: 'run',
  many: 'runs',
  shape: runList,
  columns,
  filters: {
    state: {
      kind: 'choice',
      name: 'Outcome',
      any: 'All outcomes',
      options: runStates,
      words: (state: RunState) => runStateStyle(state).word,
    },
  },
  rowKey: ({ run }) => run,
  opens: { href: ({ run }) => `/sync/${run}`, label: ({ number }) => `Run ${number}` },
  rowTone: ({ state }) => (isEnded(state) ? 'plain' : 'active'),
  empty: {
    title: 'No sync has been started yet',
    says:
      'Every run is listed here with who started it, why, and how it ended. Press Start sync to ' +
      'begin the first one.',
  },
  faultMeaning: 'A sync that runs goes on, and users’ pages are not affected.',
};
