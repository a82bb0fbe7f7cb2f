import type { DriftTime } from '#lib/indexes/client.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { Status } from '#components/ui/feedback/status.tsx';
import { useNow } from '#components/ui/time/now.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { WholeIndexName } from './index-name.tsx';

const columns: readonly Column<DriftTime>[] = [
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
    cell: ({ until, state, isUnexpected }) =>
      until !== null ? (
        <Status tone="ok">Over</Status>
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

function Lasted({ since, until }: Pick<DriftTime, 'since' | 'until'>) {
  const now = useNow();
  const end = until === null ? now.getTime() : new Date(until).getTime();
  const words = durationWords(Math.max(0, end - new Date(since).getTime()));
  return until === null ? `${words} so far` : words;
}

/** What the contract monitor saw that was not as it should be, newest first. */
export function DriftTimes({ drifts }: { readonly drifts: readonly DriftTime[] }) {
  return (
    <DataTable
      label="Drift over time"
      columns={columns}
      rows={drifts}
      rowKey={({ alias, index, since }) => `${alias ?? ''} ${index ?? ''} ${since}`}
    />
  );
}
