import type { DriftTime, IndexesView } from '#lib/indexes/client.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { Status } from '#components/ui/feedback/status.tsx';
import { useNow } from '#components/ui/time/now.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { WholeIndexName } from './index-name.tsx';

interface ShownDrift extends DriftTime {
  /** It goes on for the contract monitor, and what is shown above was read later and is right. */
  readonly isPutRight: boolean;
}

const columns: readonly Column<ShownDrift>[] = [
  {
    id: 'alias',
    head: 'Alias or index',
    role: 'name',
    cell: ({ alias, index }) =>
      alias !== null ? (
        <code>{alias}</code>
      ) : index !== null ? (
        <WholeIndexName index={index} />
      ) : (
        'The search engine'
      ),
  },
  {
    id: 'state',
    head: 'State',
    role: 'state',
    cell: ({ until, state, isUnexpected, isPutRight }) =>
      until !== null ? (
        <Status tone="ok">Over</Status>
      ) : isPutRight ? (
        <Status tone="ok">Put right</Status>
      ) : isUnexpected ? (
        <Status tone="warn">Unexpected</Status>
      ) : state === 'not-known' ? (
        <Status tone="off">Not known</Status>
      ) : (
        <Status tone="bad">Drift</Status>
      ),
  },
  { id: 'says', head: 'What was seen', isWide: true, cell: (drift) => <Forms {...drift} /> },
  {
    id: 'since',
    head: 'First seen',
    className: 'whitespace-nowrap',
    cell: ({ since }) => <Time at={since} as="near" />,
  },
  { id: 'lasted', head: 'Lasted', cell: (drift) => <Lasted {...drift} /> },
];

/** What it was last, and what it had been before: one incident that changed its form. */
function Forms({ says, earlier }: Pick<DriftTime, 'says' | 'earlier'>) {
  if (earlier.length === 0) return says;
  return (
    <>
      {says}
      <ul className="mt-1 text-meta text-muted">
        {earlier.map((form) => (
          <li key={form.since}>
            Before that, from <Time at={form.since} as="near" />: {form.says}
          </li>
        ))}
      </ul>
    </>
  );
}

function Lasted({ since, until, isPutRight }: Pick<ShownDrift, 'since' | 'until' | 'isPutRight'>) {
  const now = useNow();
  if (until === null && isPutRight) return 'until the contract monitor looks again';
  const end = until === null ? now.getTime() : new Date(until).getTime();
  const words = durationWords(Math.max(0, end - new Date(since).getTime()));
  return until === null ? `${words} so far` : words;
}

type Seen = Pick<IndexesView, 'aliases' | 'generationChecks' | 'asOf' | 'drifts'>;

function shownDrifts({ aliases, generationChecks, asOf, drifts }: Seen): readonly ShownDrift[] {
  const right = new Set([
    ...aliases.filter(({ state }) => state === 'matches').map(({ name }) => name),
    ...generationChecks.filter(({ state }) => state === 'matches').map(({ index }) => index),
  ]);
  return drifts.map((drift) => ({
    ...drift,
    isPutRight:
      right.has(drift.alias ?? drift.index ?? '') &&
      asOf !== null &&
      new Date(asOf).getTime() > new Date(drift.since).getTime(),
  }));
}

/** What the contract monitor saw that was not as it should be, newest first. */
export function DriftTimes({ seen }: { readonly seen: Seen }) {
  return (
    <DataTable
      label="Drift over time"
      columns={columns}
      rows={shownDrifts(seen)}
      rowKey={({ alias, index, since }) => `${alias ?? ''} ${index ?? ''} ${since}`}
    />
  );
}
