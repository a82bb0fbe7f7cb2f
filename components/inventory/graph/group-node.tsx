import type { NodeProps } from '@xyflow/react';
import clsx from 'clsx';
import { Minus, Plus } from 'lucide-react';
import { countOf } from '#lib/kernel/words/numbers.ts';
import type { GroupFlowNode } from './flow-elements.ts';
import { sideWords } from './item-node.tsx';
import { NodeHandle } from './node-handle.tsx';
import { groupWhereWords, groupWords, sideOf } from './picture-words.ts';

/** Several things that are alike: a button that opens them, and then the head of a frame. */
export function GroupNode({ data }: NodeProps<GroupFlowNode>) {
  const { box, colour, isCurrent, relations, onCurrent, onToggle } = data;
  const { id, members, isOpen } = box;
  const side = sideOf(members);
  const stops = side === 'needed-by' || side === 'both';
  const isAffected = stops && members.some(({ outcome }) => outcome !== null);
  const Sign = isOpen ? Minus : Plus;
  const border = stops ? 'border-bad-fill' : 'border-control';
  return (
    <>
      <NodeHandle side="left" />
      {isOpen && (
        <span
          aria-hidden="true"
          className={clsx('absolute inset-0 border border-dashed bg-sunk', border)}
        />
      )}
      <button
        type="button"
        data-node={id}
        tabIndex={isCurrent ? 0 : -1}
        aria-expanded={isOpen}
        aria-label={
          `${groupWords(members)}, ${groupWhereWords(members)}: ${sideWords[side]}; ` +
          countOf(relations, 'relation')
        }
        onFocus={() => onCurrent(id)}
        onMouseEnter={() => onCurrent(id)}
        onClick={() => onToggle(box)}
        className={clsx(
          'pointer-events-auto relative flex cursor-pointer flex-col overflow-hidden pr-2 pl-3.5',
          'text-left text-ink hover:bg-hover',
          isOpen
            ? 'h-9 w-full justify-center bg-sunk'
            : ['graph-stack h-[50px] w-[196px] border bg-page pt-1', border],
        )}
      >
        <span className={clsx('absolute inset-y-0 left-0 w-1.5', colour?.stripe ?? 'bg-control')} />
        <span className="flex w-full items-center gap-2 text-dense font-bold">
          <span className="min-w-0 truncate">{groupWords(members)}</span>
          {isOpen && (
            <span className="min-w-0 truncate font-normal text-muted">
              {groupWhereWords(members)}
            </span>
          )}
          <Sign aria-hidden="true" className="ml-auto size-3.5 flex-none" />
        </span>
        {!isOpen && (
          <span className="flex w-full gap-2 text-meta">
            <span className="min-w-0 flex-1 truncate text-muted">{groupWhereWords(members)}</span>
            {isAffected && <span className="flex-none font-bold text-bad-fg">affected</span>}
          </span>
        )}
      </button>
      <NodeHandle side="right" />
    </>
  );
}
