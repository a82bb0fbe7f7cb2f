import clsx from 'clsx';
import {
  isObserved,
  isEnded,
  runList,
  runStates,
  type ListedRun,
  type RunSort,
  type RunState,
} from '#lib/sync/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import type { ListDefinition } from '#components/ui/data-table/list-definition.ts';
import { Elapsed, Time } from '#components/ui/time/time.tsx';
import { LedBackLine } from '../led-back.tsx';
import { QuarantinedCount, RunStatus } from '../run-tags.tsx';
import { changeOf } from './change.ts';
import {
  averageRate,
  ChangeCell,
  emptySays,
  PagesEmptyCell,
  RateCell,
  rateSays,
} from './cells.tsx';
import { runStateStyle } from '../state-words.ts';
import { totalsOf } from '../totals.ts';

type RunColumn = Column<ListedRun, RunSort>;

const numbers = { words: { ascending: 'fewest first', descending: 'most first' } } as const;
const texts = { words: { ascending: 'A to Z', descending: 'Z to A' }, first: 'ascending' } as const;

/** A number that should be nought. */
const NotCounted = () => (
  <>
    <span aria-hidden="true">–</span>
    <span className="sr-only">not counted</span>
  </>
);

const badCount = (id: 'rejected' | 'dead', head: string): RunColumn => ({
  id,
  head,
  numeric: true,
  sort: numbers,
  // Where nobody counts records, none is no number of them.
  cell: (run) => (isObserved(run) ? <NotCounted /> : count(totalsOf(run)[id])),
  className: (run) => clsx(totalsOf(run)[id] > 0 && 'font-bold text-bad-fg'),
  csv: { [id]: (run) => (isObserved(run) ? null : totalsOf(run)[id]) },
});

// In files, names are those of the JSON of a run, and times are UTC.
const columns: readonly RunColumn[] = [
  {
    id: 'run',
    head: 'Run',
    role: 'name',
    sort: { words: { ascending: 'lowest number first', descending: 'highest number first' } },
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
    sort: texts,
    cell: ({ state, dry, wait, ledBack, environment }) => (
      <>
        <RunStatus state={state} dry={dry} wait={wait} />
        {ledBack !== null && (
          <span className="block">
            <LedBackLine ledBack={ledBack} environment={environment} />
          </span>
        )}
      </>
    ),
    className: 'm:min-w-32',
    csv: {
      state: ({ state }) => state,
      waitsFor: ({ wait }) => wait?.says ?? null,
      dry: ({ dry }) => dry,
      synthetic: ({ synthetic }) => synthetic,
      rolledBackAt: ({ ledBack }) => ledBack?.at ?? null,
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
    className: 'm:min-w-26',
    csv: { durationMs: ({ durationMs }) => durationMs },
  },
  {
    id: 'by',
    head: 'By',
    isWide: true,
    sort: texts,
    cell: ({ startedBy }) => startedBy,
    className: 'max-w-28 truncate',
    title: ({ startedBy }) => startedBy,
    csv: { startedBy: ({ startedBy }) => startedBy },
  },
  {
    id: 'reason',
    head: 'Reason',
    isWide: true,
    sort: texts,
    cell: ({ reason }) => (reason === '' ? <span className="text-muted">none given</span> : reason),
    className: 'max-w-40 truncate m:w-full m:min-w-32 m:max-w-0',
    title: ({ reason }) => reason,
    csv: { reason: ({ reason }) => reason },
  },
  {
    id: 'documents',
    head: 'Documents',
    numeric: true,
    sort: numbers,
    cell: ({ documents }) => (documents === null ? '–' : count(documents)),
    csv: { documents: ({ documents }) => documents },
  },
  {
    id: 'change',
    head: 'Change',
    numeric: true,
    sort: { words: { ascending: 'largest fall first', descending: 'largest rise first' } },
    cell: (run) => <ChangeCell run={run} />,
    className: 'm:min-w-24',
    title: (run) => changeOf(run).says,
    csv: {
      documentsBefore: ({ before }) => before?.documents ?? null,
      runBefore: ({ before }) => before?.run ?? null,
    },
  },
  {
    id: 'written',
    head: 'Written',
    numeric: true,
    startsHidden: true,
    sort: numbers,
    cell: (run) => count(totalsOf(run).written),
    csv: { written: (run) => totalsOf(run).written },
  },
  {
    id: 'quarantined',
    head: 'Quarantined',
    numeric: true,
    startsHidden: true,
    sort: numbers,
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
    startsHidden: true,
    sort: numbers,
    cell: ({ conflicts }) => count(conflicts),
    csv: { conflicts: ({ conflicts }) => conflicts },
  },
  badCount('rejected', 'Rejected'),
  badCount('dead', 'Dead'),
  {
    id: 'empty',
    head: 'Pages empty',
    numeric: true,
    sort: { words: { ascending: 'never empty first', descending: 'once empty first' } },
    cell: ({ pagesEmpty }) => <PagesEmptyCell pagesEmpty={pagesEmpty} />,
    title: ({ pagesEmpty }) => emptySays(pagesEmpty),
    csv: { pagesEmpty: ({ pagesEmpty }) => pagesEmpty },
  },
  {
    id: 'rate',
    head: 'Rate over time',
    isWide: true,
    sort: { words: { ascending: 'slowest first', descending: 'fastest first' } },
    cell: (run) => <RateCell run={run} />,
    className: 'm:min-w-24 whitespace-nowrap',
    title: rateSays,
    csv: { recordsPerSecond: averageRate },
  },
];

export const runsList: ListDefinition<ListedRun, typeof runList.filters, RunSort> = {
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
    dry: {
      kind: 'choice',
      name: 'Dry runs',
      any: 'With dry runs',
      options: ['yes', 'no'],
      words: (option: string) => (option === 'yes' ? 'only dry ones' : 'no dry ones'),
    },
    by: { kind: 'text', name: 'Started by', any: 'Anyone', hint: 'Part of the name is enough.' },
    from: { kind: 'day', name: 'Since', any: 'Any day' },
    to: { kind: 'day', name: 'Until', any: 'Any day' },
    text: {
      kind: 'text',
      name: 'Reason or run',
      any: 'Any reason',
      hint: 'Words of the reason, or a run such as 12 or local-12.',
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
