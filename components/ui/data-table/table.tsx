import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

interface TableProps {
  readonly label: string;
  /**
   * For long tables: the box is no higher than the window, so that the head, which stays, is in
   * sight wherever its rows are.
   */
  readonly keepsHead?: boolean;
  readonly children: ReactNode;
  readonly className?: string;
}

// Borders of collapsed cells do not stick with them, so the line under the head is a shadow.
const keptHead =
  '[&_thead_th]:sticky [&_thead_th]:top-0 [&_thead_th]:z-10 [&_thead_th]:border-b-0 [&_thead_th]:shadow-[inset_0_-1px_var(--rule-strong)]';

/**
 * A dense table that scrolls in its own box; `label` names the box for those who reach it by
 * keyboard.
 */
export function Table({ label, keepsHead = false, children, className }: TableProps) {
  return (
    <div
      className={clsx(
        'overflow-x-auto',
        keepsHead &&
          'scroll-pt-10 max-h-[max(320px,calc(100vh-var(--bar-h)-112px))] print:max-h-none',
      )}
      role="region"
      aria-label={label}
      tabIndex={0}
    >
      <table
        className={clsx('w-full border-collapse text-dense', keepsHead && keptHead, className)}
      >
        <caption className="sr-only">{label}</caption>
        {children}
      </table>
    </div>
  );
}

interface CellProps {
  readonly numeric?: boolean;
}

const headClass = (numeric: boolean): string =>
  clsx(
    'border-b border-rule-strong bg-page py-2 pr-3 align-bottom text-meta font-bold whitespace-nowrap',
    numeric ? 'text-right' : 'text-left',
  );

export function Th({ numeric = false, className, ...rest }: CellProps & ComponentProps<'th'>) {
  return <th scope="col" className={clsx(headClass(numeric), 'text-muted', className)} {...rest} />;
}

export type SortDirection = 'ascending' | 'descending';

interface SortableThProps extends CellProps {
  readonly sorted: SortDirection | null;
  readonly onSort: () => void;
  readonly children: ReactNode;
}

export function SortableTh({ numeric = false, sorted, onSort, children }: SortableThProps) {
  const Arrow = sorted === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ?? 'none'}
      className={clsx(headClass(numeric), sorted === null ? 'text-muted' : 'text-ink')}
    >
      <button
        type="button"
        onClick={onSort}
        className="relative -my-1 inline-flex items-center gap-1 py-1 font-bold hover:underline"
      >
        {children}
        <Arrow
          className={clsx(
            'size-3',
            numeric && 'absolute right-full mr-1',
            sorted === null && 'invisible',
          )}
        />
      </button>
    </th>
  );
}

export function Td({ numeric = false, className, ...rest }: CellProps & ComponentProps<'td'>) {
  return (
    <td
      className={clsx(
        'border-b border-rule py-1.5 pr-3 align-top',
        numeric && 'text-right whitespace-nowrap',
        className,
      )}
      {...rest}
    />
  );
}
