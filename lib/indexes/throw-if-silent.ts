import { FaultError } from '#lib/kernel/result.ts';
import { endsWithin } from '#lib/kernel/within-time.ts';
import type { Search } from '#lib/platform/search/port.ts';

/** Long for an engine that is busy, short for a person who waits. */
export const answersWithinMs = 12_000;

/**
 * Before anything is read for a change of a person: from an engine that keeps its connections and
 * says nothing each reading is tried for minutes, and what was asked would be done when nobody
 * waits any more. Any other trouble is told by the readings themselves.
 */
export async function throwIfSilent(search: Pick<Search, 'ping'>): Promise<void> {
  const pinged = (): Promise<unknown> => search.ping().catch(() => undefined);
  if (await endsWithin(answersWithinMs, pinged)) return;
  throw new FaultError({
    kind: 'unavailable',
    says: 'The search engine does not answer. Nothing was changed.',
  });
}
