'use client';

import { CircleQuestionMark, Clock, TriangleAlert } from 'lucide-react';
import type { Fault } from '#lib/kernel/result.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { Time } from './time.tsx';

interface AgeProps {
  /** ISO 8601 of what is shown; null before the first response. */
  readonly at: string | null;
  readonly fault?: Fault | null;
  /** Since when there has been no response, where that is tracked; ISO 8601. */
  readonly failedSince?: string | null;
}

/** How old a panel is, at the right of its heading. */
export function Age({ at, fault = null, failedSince = null }: AgeProps) {
  if (fault !== null && at !== null) {
    return (
      <span className="text-meta font-bold text-warn-fg">
        <TriangleAlert className="mr-1 inline size-3.5 align-[-2px]" />
        Stale: from <Time at={at} as="clock" /> (<Time at={at} as="ago" />
        ). {sentences(fault.says)}
      </span>
    );
  }
  if (at === null && fault === null)
    return (
      <span className="text-meta text-muted">
        <span data-live>Asking…</span>
        {/* Where scripts would have asked. */}
        <span data-still className="hidden">
          Not read
        </span>
      </span>
    );
  if (at === null) {
    return (
      <span className="text-meta font-bold text-warn-fg">
        <CircleQuestionMark className="mr-1 inline size-3.5 align-[-2px]" />
        {failedSince === null ? (
          'No answer. '
        ) : (
          <>
            No answer since <Time at={failedSince} as="clock" />.{' '}
          </>
        )}
        {sentences(fault?.says)}
      </span>
    );
  }
  return (
    <span className="text-meta whitespace-nowrap text-muted">
      <Clock className="mr-1 inline size-3.5 align-[-2px]" />
      <span data-live className="print:hidden">
        <Time at={at} as="past" />
      </span>
      <span data-still className="hidden print:inline">
        as of <Time at={at} as="seconds" />
      </span>
    </span>
  );
}
