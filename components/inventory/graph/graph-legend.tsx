import clsx from 'clsx';
import { Key } from '#components/ui/menu/key.tsx';
import type { GraphView } from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import type { EstateLegend } from './estate-colours.ts';

interface GraphLegendProps {
  readonly view: GraphView;
  readonly estates: readonly EstateLegend[];
}

/** What colours, lines and keys mean. */
export function GraphLegend({ view, estates }: GraphLegendProps) {
  const hasBreaking = view.nodes.some(({ side }) => side === 'needed-by' || side === 'both');
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-1 pt-1.5 text-meta text-muted print:hidden">
      <ul aria-label="Estates in the graph" className="flex flex-wrap gap-x-4 gap-y-1">
        {estates.map(({ estate, title, colour, count: nodes }) => (
          <li key={estate} className="flex items-center gap-1.5">
            <span aria-hidden="true" className={clsx('h-3 w-1.5', colour.stripe)} />
            {title} {count(nodes)}
          </li>
        ))}
      </ul>
      {hasBreaking && <Line className="stroke-bad-fill">stops too</Line>}
      <Line className="stroke-control">is needed</Line>
      <span>Arrows lead from what is needed to what stops without it.</span>
      <p id="graph-keys">
        <Key>←</Key> <Key>→</Key> follow relations, <Key>↑</Key> <Key>↓</Key> go through all,{' '}
        <Key>Enter</Key> opens, a box of several too. <Key>Ctrl</Key> and the wheel zoom.
      </p>
    </div>
  );
}

const Line = ({
  className,
  children,
}: {
  readonly className: string;
  readonly children: string;
}) => (
  <span className="flex items-center gap-1.5">
    <svg aria-hidden="true" width="26" height="8">
      <path d="M0 4h26" strokeWidth="2" className={className} />
    </svg>
    {children}
  </span>
);
