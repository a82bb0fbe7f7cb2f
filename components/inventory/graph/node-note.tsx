import Link from 'next/link';
import type { GraphView } from '#lib/inventory/client.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { graphHref, itemHref, whereWords } from '../words.ts';
import { sideWords } from './item-node.tsx';

interface NodeNoteProps {
  readonly view: GraphView;
  readonly current: string;
}

/** What the pointer or the keys are at, in full, and where it leads. */
export function NodeNote({ view, current }: NodeNoteProps) {
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
