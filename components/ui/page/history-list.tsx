import type { ReactNode } from 'react';
import { recordedOr } from '#lib/kernel/recorded.ts';
import { Time } from '../time/time.tsx';
import { RecordedValue } from './recorded.tsx';

export interface HistoryEntry {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly who: ReactNode;
  readonly what: ReactNode;
  /** Null: there was none. Both are left out where nothing had a value. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly why?: string;
}

/** What happened to a thing, the newest first: who, when, from what to what, and why. */
export function HistoryList({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  return (
    <ol className="text-dense">
      {entries.map(({ id, at, who, what, before, after, why }) => (
        <li key={id} className="border-b border-rule py-2">
          <b>{what}</b>
          <p className="text-muted">
            {who}, <Time at={at} as="near" /> (<Time at={at} as="past" />)
          </p>
          {(before !== undefined || after !== undefined) && (
            <p>
              <span className="sr-only">From </span>
              <RecordedValue of={recordedOr(before, 'none')} />
              <span aria-hidden="true"> → </span>
              <span className="sr-only"> to </span>
              <RecordedValue of={recordedOr(after, 'none')} />
            </p>
          )}
          {why !== undefined && <p>“{why}”</p>}
        </li>
      ))}
    </ol>
  );
}
