import { headers } from 'next/headers';
import { unstable_rethrow as passOnSignalsOfNext } from 'next/navigation';
import type { ReactNode } from 'react';
import { FaultError, isOfNoWrites, isPassing, type Fault } from '#lib/kernel/result.ts';
import { TimeLimitPassed } from '#lib/kernel/within-time.ts';
import { ourFault } from './fault-words.ts';
import { withinOwnTime } from './own-time.ts';
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
  /**
   * Shown instead while what the console itself needs does not answer, or answers and is of no use,
   * which it says; it asks again by itself.
   */
  readonly whileAway?: (why: Fault | null) => ReactNode;
  /** Without an answer for so long it counts as away; the wait for a turn is no part of it. */
  readonly withinMs?: number;
}

/** Faults that are thrown are those of the database; those of other services are results. */
const isAway = (error: unknown): boolean =>
  error instanceof TimeLimitPassed || (error instanceof FaultError && isPassing(error));

const saidOf = (error: unknown): Fault | null =>
  error instanceof FaultError && (error.fault.kind === 'busy' || isOfNoWrites(error))
    ? error.fault
    : null;

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
      return await (withinMs === undefined
        ? part(props)
        : withinOwnTime(withinMs, () => part(props)));
    } catch (error) {
      passOnSignalsOfNext(error);
      if (whileAway !== undefined && isAway(error)) return whileAway(saidOf(error));
      const requestHeaders = await headers();
      const id = requestIdOf(requestHeaders);
      ourFault(error, name, id, passedClientRequestId(requestHeaders));
      throw new PageFailed(id);
    }
  };
}
