'use client';

import { useNow } from './now.tsx';
import {
  agoWords,
  dateTimeWords,
  dateWords,
  durationShort,
  nearWords,
  timeWithSeconds,
  timeWords,
} from '#lib/kernel/words/times.ts';

type TimeFormat = 'full' | 'near' | 'clock' | 'seconds' | 'ago' | 'past' | 'full-ago' | 'day-ago';

interface TimeProps {
  /** ISO 8601, UTC. */
  readonly at: string;
  /**
   * `full`: 6 August 2026 at 5:30pm; `near`: today at 5:30pm; `clock`: 5:30pm; `seconds`:
   * 5:30:05pm; `ago`: 12 minutes ago; `past`: the same of what cannot lie ahead; `full-ago`: both;
   * `day-ago`: 6 August 2026 (12 minutes ago), beside a clock.
   */
  readonly as?: TimeFormat;
  readonly className?: string;
}

/** A moment in London words; the UTC ISO time shows on hover and is what machines read. */
export function Time({ at, as = 'full', className }: TimeProps) {
  const now = useNow();
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={date.toISOString()} className={className}>
      {wordsOf(date, now, as)}
    </time>
  );
}

function wordsOf(date: Date, now: Date, as: TimeFormat): string {
  switch (as) {
    case 'full':
      return dateTimeWords(date);
    case 'near':
      return nearWords(date, now);
    case 'clock':
      return timeWords(date);
    case 'seconds':
      return timeWithSeconds(date);
    case 'ago':
      return agoWords(date, now);
    case 'past':
      return agoWords(date > now ? now : date, now);
    case 'day-ago':
      return `${dateWords(date)} (${agoWords(date, now)})`;
    case 'full-ago':
      return `${dateTimeWords(date)} (${agoWords(date, now)})`;
  }
}

/** How long something took, or has taken so far when it has not ended. */
export function Elapsed({ from, to }: { readonly from: string; readonly to: string | null }) {
  const now = useNow();
  const end = to === null ? now : new Date(to);
  return <>{durationShort(end.getTime() - new Date(from).getTime())}</>;
}
