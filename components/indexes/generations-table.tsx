'use client';

import type { GenerationView } from '#lib/indexes/client.ts';
import type { Column } from '#components/ui/data-table/column.ts';
import { DataTable } from '#components/ui/data-table/data-table.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { useNow } from '#components/ui/time/now.tsx';
import { count, sizeWords } from '#lib/kernel/words/numbers.ts';
import { NotKnown } from '#components/ui/feedback/status.tsx';
import { nearRangeWords } from '#lib/kernel/words/times.ts';
import { Time } from '#components/ui/time/time.tsx';
import { HealthStatus } from './health-status.tsx';
import { rolledBackBy } from './generation-words.ts';
import { RoleStatus } from './role-status.tsx';

function generationTitle({ runNumber, isKeptCopy, isInPlace }: GenerationView): string {
  if (runNumber !== null) return String(runNumber);
  return isInPlace ? 'In place' : isKeptCopy ? 'Kept copy' : '–';
}

const columns: readonly Column<GenerationView>[] = [
  {
    id: 'generation',
    head: 'Generation',
    role: 'name',
    cell: (generation) => <b>{generationTitle(generation)}</b>,
  },
  {
    id: 'index',
    head: 'Index',
    isWide: true,
    cell: ({ index }) => (
      <code className="whitespace-nowrap max-m:wrap-anywhere max-m:whitespace-normal">{index}</code>
    ),
  },
  {
    id: 'role',
    head: 'Role',
    role: 'state',
    cell: (generation) => <RoleStatus of={generation} />,
  },
  {
    id: 'documents',
    head: 'Documents',
    numeric: true,
    cell: ({ documents, role }) =>
      documents === null ? <NoCount role={role} /> : count(documents),
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
    cell: ({ health }) => <HealthStatus health={health} />,
  },
  {
    id: 'made',
    head: 'Made',
    className: 'whitespace-nowrap',
    cell: ({ createdAt }) => <Time at={createdAt} as="near" />,
  },
  {
    id: 'live',
    head: 'Live',
    isWide: true,
    className: 'whitespace-nowrap',
    cell: (generation) => (
      <>
        <LiveSpan generation={generation} />
        <RolledBack generation={generation} />
      </>
    ),
  },
  {
    id: 'notes',
    head: 'Notes',
    numeric: true,
    cell: ({ notes = [] }) =>
      notes.length === 0 ? <span className="text-muted">none</span> : count(notes.length),
  },
];

interface GenerationsTableProps {
  readonly generations: readonly GenerationView[];
  /** False: the search engine has not been asked with success, and may hold others. */
  readonly isKnown: boolean;
  /**
   * Names in the order of the contract, so that an index is where its alias is in the table above.
   */
  readonly order: readonly string[];
  /** The index whose facts are shown beside the table. */
  /** The right that the console lacks, in a sentence; null: none. */
  readonly refused?: string | null;
  readonly opened: string | null;
  readonly onOpen: (index: string) => void;
  /** The address of the page with the facts of an index. */
  readonly hrefOf: (index: string) => string;
}

/** Every concrete index, grouped by what it is an index of. */
export function GenerationsTable({
  generations,
  isKnown,
  refused = null,
  order,
  opened,
  onOpen,
  hrefOf,
}: GenerationsTableProps) {
  if (generations.length === 0 && !isKnown) {
    return (
      <Empty title={<NotKnown />}>
        {refused ??
          'The search engine has not answered yet, so it is not known which generations there are.'}
      </Empty>
    );
  }
  if (generations.length === 0) {
    return (
      <Empty title="No generation yet">
        The first sync makes one beside whatever is there. It is listed here from the moment it
        exists.
      </Empty>
    );
  }
  const rank = (base: string): number =>
    order.includes(base) ? order.indexOf(base) : order.length;
  return (
    <DataTable
      label="Generations"
      columns={columns}
      rows={[...generations].sort((a, b) => rank(a.base) - rank(b.base))}
      rowKey={({ index }) => index}
      opens={{
        href: ({ index }) => hrefOf(index),
        label: (generation) => `${generationTitle(generation)}: facts of ${generation.index}`,
        open: ({ index }) => onOpen(index),
      }}
      rowTone={({ index }) => (index === opened ? 'active' : 'plain')}
      group={{ of: ({ base }) => base, head: (base) => <code>{base}</code> }}
    />
  );
}

/** Nobody counts an index while it is filled: the run that fills it says how far it is. */
const NoCount = ({ role }: Pick<GenerationView, 'role'>) =>
  role === 'building' ? <span className="text-muted">being filled</span> : <NotKnown />;

function RolledBack({ generation }: { readonly generation: GenerationView }) {
  const by = rolledBackBy(generation);
  return (
    by !== null && <span className="block text-meta text-muted">users moved to it by {by}</span>
  );
}

function LiveSpan({
  generation: { liveFrom, liveUntil },
}: {
  readonly generation: GenerationView;
}) {
  const now = useNow();
  if (liveFrom === null) return <span className="text-muted">never</span>;
  if (liveUntil === null)
    return (
      <>
        since <Time at={liveFrom} as="near" />
      </>
    );
  return (
    <span title={`${liveFrom} to ${liveUntil}`}>
      {nearRangeWords(new Date(liveFrom), new Date(liveUntil), now)}
    </span>
  );
}
