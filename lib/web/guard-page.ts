import { headers } from 'next/headers';
import { unstable_rethrow as passOnSignalsOfNext } from 'next/navigation';
import type { ReactNode } from 'react';
import { FaultError, isPassing } from '#lib/kernel/result.ts';
import { TimeLimitPassed, withinTime } from '#lib/kernel/within-time.ts';
import { ourFault } from './fault-words.ts';
import { passedClientRequestId, requestIdOf } from './request-headers.ts';
import { markRead } from './unread-requests.ts';

/**
 * All that Next and a browser learn of what went wrong. React shows the digest to error.tsx: it is
 * the id to quote.
 */
class PageFailed extends Error {
  constructor(readonly digest: string) {
    super(`A page could not be made; the log has more under ${digest}.`);
    this.name = 'PageFailed';
    // Next prints it; where it was thrown is always here.
    this.stack = `${this.name}: ${this.message}`;
  }
}

interface GuardedPlace {
  /** In the log. */
  readonly name: string;
  /** Shown instead while what the console itself needs does not answer; it asks again by itself. */
  readonly whileAway?: () => ReactNode;
  /** Without an answer for so long it counts as away. */
  readonly withinMs?: number;
}

/** Faults that are thrown are those of the database; those of other services are results. */
const isAway = (error: unknown): boolean =>
  error instanceof TimeLimitPassed || (error instanceof FaultError && isPassing(error));

/**
 * The edge of a page, a layout or a part that waits for itself. Next prints what a server component
 * throws, message and cause included, and drivers put addresses and data into both: here it becomes
 * an id, and the log keeps what is safe.
 */
export function guardPage<Props>(
  { name, whileAway, withinMs }: GuardedPlace,
  part: (props: Props) => Promise<ReactNode>,
): (props: Props) => Promise<ReactNode> {
  return async (props) => {
    try {
      markRead(await headers());
      return await (withinMs === undefined ? part(props) : withinTime(withinMs, () => part(props)));
    } catch (error) {
      passOnSignalsOfNext(error);
      if (whileAway !== undefined && isAway(error)) return whileAway();
      const requestHeaders = await headers();
      const id = requestIdOf(requestHeaders);
      ourFault(error, name, id, passedClientRequestId(requestHeaders));
      throw new PageFailed(id);
    }
  };
}
