import clsx from 'clsx';
import type { ReactNode } from 'react';

/**
 * A row of figures between two hairlines; three in a row where they are too narrow for one, two on
 * a small screen, the first one across.
 */
export function KeyFigures({ children }: { readonly children: ReactNode }) {
  return (
    <dl
      className={clsx(
        'flex border-t border-b border-rule border-t-rule-strong',
        'max-xl:grid max-xl:grid-cols-3 max-m:grid-cols-2 print:grid print:grid-cols-3',
      )}
    >
      {children}
    </dl>
  );
}

interface KeyFigureProps {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly detail?: ReactNode;
  readonly size?: 'hero' | 'figure' | 'section';
}

const sizes = {
  hero: 'text-hero print:text-figure',
  figure: 'text-figure',
  section: 'text-section',
} as const;

export function KeyFigure({ label, value, detail, size = 'figure' }: KeyFigureProps) {
  return (
    <div
      className={clsx(
        'min-w-0 flex-1 px-4 pt-2.5 pb-3 not-first:border-l not-first:border-rule first:pl-0',
        'max-xl:border-l-0! max-xl:pl-0 max-m:first:col-span-2',
        size === 'hero' && 'flex-[1.2]',
      )}
    >
      <dt className="text-meta text-muted">{label}</dt>
      {/* On one line, as elsewhere, the word of a state would lie over its neighbour. */}
      <dd className={clsx('font-bold break-words *:whitespace-normal!', sizes[size])}>{value}</dd>
      {detail !== undefined && <dd className="text-meta text-muted">{detail}</dd>}
    </div>
  );
}
