import { done } from '#lib/kernel/result.ts';
import type { EngineHealth, IndexWork, Part } from '#lib/platform/search/engine-health.ts';

/** What was last counted of an index, and since when it is known that edits do not show. */
export interface WorkSeen extends IndexWork {
  /** The look at which they had been written; null: none was seen to wait. */
  readonly waitingFrom: Date | null;
  /** Nothing can be told from one look. */
  readonly isFirst: boolean;
}

/**
 * What is known after another look. An index that has counted writes and no refresh since the last
 * look has some that do not show: how old they were then is not known, so they are as old as that
 * look at least. A refresh that finds nothing to show is not counted, so that they wait until the
 * count changes.
 */
export function seenAfter(
  before: ReadonlyMap<string, WorkSeen>,
  work: readonly IndexWork[],
  at: Date,
): ReadonlyMap<string, WorkSeen> {
  return new Map(
    work.map((now): [string, WorkSeen] => {
      const last = before.get(now.name);
      const isRefreshed = last?.refreshes !== now.refreshes;
      const waitingFrom = isRefreshed
        ? null
        : (last.waitingFrom ?? (last.written === now.written ? null : at));
      return [now.name, { ...now, waitingFrom, isFirst: last === undefined }];
    }),
  );
}

/** How far an index is behind. */
export interface Lag {
  /** For how long at least edits have not shown; null: this is the first look at it. */
  readonly waitingMs: number | null;
  readonly mergesNow: number;
}

export function lagsOf(
  { work }: Pick<EngineHealth, 'work'>,
  seen: ReadonlyMap<string, WorkSeen>,
  at: Date,
): Part<ReadonlyMap<string, Lag>> {
  if (work?.ok !== true) return work;
  return done(
    new Map(
      [...seen].map(([name, { waitingFrom, isFirst, mergesNow }]) => [
        name,
        {
          waitingMs: isFirst ? null : at.getTime() - (waitingFrom ?? at).getTime(),
          mergesNow,
        },
      ]),
    ),
  );
}
