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
      <span className="text-meta font-bold text-warn-fg">
        <TriangleAlert className="mr-1 inline size-3.5 align-[-2px]" />
        Stale: from <Time at={at} as="clock" /> (<Time at={at} as="ago" />
        ). {fault.says}
      </span>
    );
  }
  if (at === null) return <span className="text-meta text-muted">{fault === null ? 'Asking…' : 'No answer'}</span>;
  return (
    <span className="text-meta whitespace-nowrap text-muted">
      <Clock className="mr-1 inline size-3.5 align-[-2px]" />
      <Time at={at} as="past" />
    </span>
  );
}
