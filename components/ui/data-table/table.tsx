'use client';

import clsx from 'clsx';
import {
  useEffect,
  useId,
  useRef,
  useState,
  type ComponentProps,
  type ReactNode,
  type RefObject,
} from 'react';
import { cellClass, headClass } from './cell-class.ts';

interface TableProps extends Omit<ComponentProps<'table'>, 'children'> {
  readonly label: string;
  /**
   * For long tables: the box is no higher than the window, so that the head, which stays, is in
   * sight wherever its rows are.
   */
  readonly keepsHead?: boolean;
  readonly onKeyDown?: ComponentProps<'div'>['onKeyDown'];
  readonly children: ReactNode;
}

// Borders of collapsed cells do not stick with them, so the line under the head is a shadow.
const keptHead =
  '[&_thead_th]:sticky [&_thead_th]:top-0 [&_thead_th]:z-10 [&_thead_th]:border-b-0 ' +
  '[&_thead_th]:shadow-[inset_0_-1px_var(--rule-strong)]';
const keptBox = 'm:max-h-[max(320px,calc(100vh-var(--bar-h)-112px))] scroll-pt-10 print:max-h-none';

/** Whether there is more beside what is in sight. */
function useIsWider(box: RefObject<HTMLDivElement | null>): boolean {
  const [isWider, setWider] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() =>
      setWider(element.scrollWidth > element.clientWidth + 1),
    );
    observer.observe(element);
    if (element.firstElementChild !== null) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, [box]);
  return isWider;
}

/**
 * A dense table that scrolls in its own box, and says so where it does; `label` names the box for
 * those who reach it by keyboard.
 */
export function Table({
  label,
  keepsHead = false,
  onKeyDown,
  children,
  className,
  ...rest
}: TableProps) {
  const box = useRef<HTMLDivElement>(null);
  const hint = useId();
  const isWider = useIsWider(box);
  return (
    <>
      <div
        ref={box}
        // What is placed absolutely in a cell is cut off by the box too, and widens no page.
        className={clsx('@container relative overflow-x-auto', keepsHead && keptBox)}
        role="region"
        aria-label={label}
        aria-describedby={isWider ? hint : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <table
          className={clsx('w-full border-collapse text-dense', keepsHead && keptHead, className)}
          {...rest}
        >
          <caption className="sr-only">{label}</caption>
          {children}
        </table>
      </div>
      {isWider && (
        <p id={hint} className="pt-1 text-meta text-muted print:hidden">
          Part of the table is out of sight: scroll it sideways.
        </p>
      )}
    </>
  );
}

interface CellProps {
  readonly numeric?: boolean;
}

export function Th({ numeric = false, className, ...rest }: CellProps & ComponentProps<'th'>) {
  return <th scope="col" className={clsx(headClass(numeric), 'text-muted', className)} {...rest} />;
}

export function Td({ numeric = false, className, ...rest }: CellProps & ComponentProps<'td'>) {
  return <td className={clsx(cellClass(numeric), className)} {...rest} />;
}
