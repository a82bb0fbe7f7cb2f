import clsx from 'clsx';
import { useId, type ReactNode } from 'react';

interface SectionProps {
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  /** What is at the right of the heading: usually the age. */
  readonly age?: ReactNode;
  readonly more?: ReactNode;
  /** Keeps the values and takes the colour away. */
  readonly isStale?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A heading over a rule, its age at the right, and what it is about. */
export function Section({
  title,
  sub,
  age,
  more,
  isStale = false,
  className,
  children,
}: SectionProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={clsx('mt-6.5', className)}>
      <div
        className={clsx(
          'flex min-h-[30px] flex-wrap items-baseline gap-x-3',
          'border-b border-rule-strong pb-1.5',
        )}
      >
        <h2 id={heading} className="text-section font-bold">
          {title}
        </h2>
        {sub !== undefined && <span className="text-dense text-muted">{sub}</span>}
        <span className="ml-auto flex flex-wrap items-baseline gap-x-3 max-m:ml-0">
          {more}
          {age}
        </span>
      </div>
      <div className={clsx(isStale && 'stale')}>{children}</div>
    </section>
  );
}
