import type { ReactNode } from 'react';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { Age } from '#components/ui/time/age.tsx';
import type { Live } from './use-live.ts';

export interface LivePartProps<T> {
  readonly live: Live<T>;
  /** In a sentence: `the certificates`. */
  readonly of: string;
  /** Where it cannot be shown: that it cannot, and what goes on all the same. */
  readonly title: string;
  readonly meaning: string;
  /** Lines that hold the space while it is looked up. */
  readonly rows?: number;
  readonly children: (
    data: T,
    shown: { readonly age: ReactNode; readonly isStale: boolean },
  ) => ReactNode;
}

/** What was looked up; before that, and where it cannot be, that is said. */
export function LivePart<T>({
  live: { data, fault, asOf, refetch },
  of,
  title,
  meaning,
  rows = 8,
  children,
}: LivePartProps<T>) {
  if (data !== undefined)
    return children(data, { age: <Age at={asOf} fault={fault} />, isStale: fault !== null });
  return fault === null ? (
    <SkeletonRows label={of} rows={rows} />
  ) : (
    <FaultNote title={title} fault={fault} meaning={meaning} onRetry={refetch} />
  );
}
