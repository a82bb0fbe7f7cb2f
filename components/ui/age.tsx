'use client';

import { Clock, TriangleAlert } from 'lucide-react';
import type { Fault } from '#lib/kernel/result.ts';
import { Time } from './time.tsx';

interface AgeProps {
  /** ISO 8601 of what is shown; null before the first answer. */
  readonly at: string | null;
  readonly fault?: Fault | null;
}

/** How old a panel is, at the right of its heading. */
export function Age({ at, fault = null }: AgeProps) {
  if (fault !== null && at !== null) {
    return (
      <span className="inline-flex flex-wrap items-center gap-1 text-meta font-bold text-warn-fg">
        <TriangleAlert className="size-3.5" />
        <span>
          Stale: from <Time at={at} as="clock" /> (<Time at={at} as="ago" />). {fault.says}
        </span>
      </span>
    );
  }
  if (at === null) return <span className="text-meta text-muted">{fault === null ? 'Asking…' : 'No answer'}</span>;
  return (
    <span className="inline-flex items-center gap-1 text-meta whitespace-nowrap text-muted">
      <Clock className="size-3.5" />
      <Time at={at} as="ago" />
    </span>
  );
}
