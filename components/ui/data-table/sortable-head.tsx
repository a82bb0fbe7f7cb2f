import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { headClass } from './cell-class.ts';

interface SortableHeadProps {
  readonly numeric: boolean;
  readonly sorted: 'asc' | 'desc' | false;
  readonly onSort: ((event: MouseEvent) => void) | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

const orders = { asc: 'ascending', desc: 'descending' } as const;

/** A head that orders the list by its column, and turns the order round when it does already. */
export function SortableHead({ numeric, sorted, onSort, className, children }: SortableHeadProps) {
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      role="columnheader"
      aria-sort={sorted === false ? 'none' : orders[sorted]}
      className={clsx(headClass(numeric), sorted === false ? 'text-muted' : 'text-ink', className)}
    >
      <button
        type="button"
        data-words=""
        onClick={onSort}
        className={clsx(
          'relative -my-1 inline-flex min-h-6 items-center gap-1 py-1',
          'font-bold hover:underline',
        )}
      >
        {children}
        <Arrow
          aria-hidden="true"
          className={clsx(
            // Beside the words, in the space between columns: no wider for what is seldom there.
            'absolute size-3',
            numeric ? 'right-full mr-1' : 'left-full',
            sorted === false && 'invisible',
          )}
        />
      </button>
    </th>
  );
}
