import type { NodeProps } from '@xyflow/react';
import clsx from 'clsx';
import Link from 'next/link';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { itemHref, whereWords } from '../words.ts';
import type { ItemFlowNode } from './flow-elements.ts';
import { NodeHandle } from './node-handle.tsx';
import { outcomeWords } from './reached-lists.tsx';

export const sideWords = {
  chosen: 'chosen',
  needs: 'needed',
  'needed-by': 'stops too',
  both: 'needed, and stops too',
} as const;

/** A thing in the picture: a link to its page, with its estate as a stripe and in words. */
export function ItemNode({ data }: NodeProps<ItemFlowNode>) {
  const { node, colour, isCurrent, relations, onCurrent } = data;
  const { key, name, kindTitle, side, outcome } = node;
  const stops = side === 'needed-by' || side === 'both';
  const label =
    `${name}, ${kindTitle}, ${whereWords(node)}: ${sideWords[side]}` +
    (outcome === null ? '' : `, ${outcomeWords[outcome]}`) +
    `; ${countOf(relations, 'relation')}`;
  return (
    <>
      <NodeHandle side="left" />
      <Link
        href={itemHref(key)}
        data-block
        data-node={key}
        draggable={false}
        prefetch={false}
        tabIndex={isCurrent ? 0 : -1}
        aria-label={label}
        onFocus={() => onCurrent(key)}
        onMouseEnter={() => onCurrent(key)}
        className={clsx(
          'pointer-events-auto relative block h-[50px] w-[196px] overflow-hidden border bg-page',
          'pt-1 pr-2 pl-3.5 text-left text-ink no-underline hover:bg-hover hover:text-ink',
          side === 'chosen'
            ? 'border-2 border-ink bg-selected'
            : stops
              ? 'border-bad-fill'
              : 'border-rule-strong',
        )}
      >
        <span className={clsx('absolute inset-y-0 left-0 w-1.5', colour?.stripe)} />
        <span className="block truncate text-dense font-bold">{name}</span>
        <span className="flex gap-2 text-meta">
          <span className="min-w-0 flex-1 truncate text-muted">
            {node.estateTitle}
            {node.environment === null ? '' : ` ${node.environment}`}, {kindTitle}
          </span>
          {outcome !== null && stops && (
            <span className="flex-none font-bold text-bad-fg">affected</span>
          )}
        </span>
      </Link>
      <NodeHandle side="right" />
    </>
  );
}
