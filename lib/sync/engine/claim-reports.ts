import { mayPass } from '#lib/kernel/result.ts';
import { withPatience } from '#lib/platform/database/with-patience.ts';
import type { Ledger } from '../model.ts';
import type { SyncWorld } from '../world.ts';
import { Cancelled } from './stage-context.ts';
import type { Order } from './participant.ts';
import { AttemptFailed } from './attempts.ts';
import { reportClaim, type ClaimRow } from './claims-store.ts';

export interface Report {
  readonly sent: number;
  readonly withheld: number;
  readonly ledger?: Ledger;
}

/** What a participant says that stopped on a fault of the console, and not because of a service. */
export const ownFault = 'A participant of this console failed.';

/**
 * A participant that has said why it failed; mostly its source, or the broker, is away. What does
 * not pass by itself, such as a queue that is made again by the next attempt, is not waited for.
 */
export const failedClaim = ({ says, fault }: Pick<ClaimRow, 'says' | 'fault'>): AttemptFailed =>
  new AttemptFailed(says ?? ownFault, {
    isOutage: fault === null ? says !== null && says !== ownFault : mayPass(fault),
  });

/**
 * Keeps a claim alive while `work` goes on, with the progress that `progress` returns, and says at
 * its end that it is done. The signal given to `work` aborts when the driver has given the attempt
 * up or this process stops.
 */
export async function whileReporting(
  world: SyncWorld,
  order: Order,
  progress: () => Report,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const abandoned = new AbortController();
  const signal = AbortSignal.any([order.signal, abandoned.signal]);
  let isReporting = false;
  const report = async (): Promise<void> => {
    if (isReporting) return;
    isReporting = true;
    try {
      if (!(await reportClaim(world.database, order.claim, { state: 'claimed', ...progress() })))
        abandoned.abort(new Cancelled());
    } catch {
      // The database is away: the driver sees the silence and decides.
    } finally {
      isReporting = false;
    }
  };
  const beat = setInterval(() => void report(), world.pace.tickMs);
  try {
    await report();
    await work(signal);
  } catch (error) {
    if (abandoned.signal.aborted) return;
    throw error;
  } finally {
    clearInterval(beat);
  }
  // The work is done: a database that is away just now must not cost it.
  const lapsed = AbortSignal.timeout(world.pace.claimLapseMs);
  const database = withPatience(world.database, AbortSignal.any([signal, lapsed]));
  await reportClaim(database, order.claim, { state: 'done', ...progress() });
}
