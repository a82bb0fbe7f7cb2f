import Link from 'next/link';
import type { GraphView, Picture, GraphNode } from '#lib/inventory/client.ts';
import { count, countOf } from '#lib/kernel/words/numbers.ts';
import { graphHref, itemHref, whereWords } from '../words.ts';
import { sideWords } from './item-node.tsx';
import { groupWhereWords, groupWords, sideOf } from './picture-words.ts';

interface NodeNoteProps {
  readonly view: GraphView;
  readonly picture: Picture;
  readonly current: string;
}

/** Of a group so many are named. */
const mostNamed = 5;

/** What the pointer or the keys are at, in full, and where it leads. */
export function NodeNote({ view, picture, current }: NodeNoteProps) {
  const group = picture.boxes.find(({ id, members }) => id === current && members.length > 1);
  if (group !== undefined) return <GroupNote members={group.members} isOpen={group.isOpen} />;
  const node = view.nodes.find(({ key }) => key === current);
  if (node === undefined) return null;
  const before = view.edges.filter(({ needs }) => needs === current).length;
  const after = view.edges.filter(({ needed }) => needed === current).length;
  return (
    <div className="flex min-h-11 flex-wrap items-baseline gap-x-4 border-b border-rule py-1.5">
      <p className="text-dense">
        <b className="wrap-anywhere">{node.name}</b>{' '}
        <span className="text-muted">
          {node.kindTitle}, {whereWords(node)}: {sideWords[node.side]}. Needs{' '}
          {countOf(before, 'thing')} here, needed by {countOf(after, 'thing')} here.
        </span>
      </p>
      <p className="ml-auto flex gap-4 text-dense max-m:ml-0">
        <Link href={itemHref(current)} className="inline-block min-h-6 leading-6">
          Open
        </Link>
        {node.side !== 'chosen' && (
          <Link href={graphHref({ of: current })} className="inline-block min-h-6 leading-6">
            Graph around it
          </Link>
        )}
      </p>
    </div>
  );
}

function GroupNote({
  members,
  isOpen,
}: {
  readonly members: readonly GraphNode[];
  readonly isOpen: boolean;
}) {
  const more = members.length - mostNamed;
  return (
    <div className="min-h-11 border-b border-rule py-1.5">
      <p className="text-dense">
        <b>{groupWords(members)}</b>{' '}
        <span className="text-muted">
          {groupWhereWords(members)}: {sideWords[sideOf(members)]}.{' '}
          {members
            .slice(0, mostNamed)
            .map(({ name }) => name)
            .join(', ')}
          {more > 0 && ` and ${count(more)} more`}. Choose the box to{' '}
          {isOpen ? 'close it' : 'see each'}; the lists below have them all.
        </span>
      </p>
    </div>
  );
}
