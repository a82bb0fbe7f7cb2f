import { FaultError, mayPass } from '#lib/kernel/result.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { makeSearchable } from '#lib/indexes/index.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { DerivedStage } from '../pipeline.ts';
import type { Ledger } from '../model.ts';
import { sumLedgers } from '../ledger.ts';
import { attemptStage, AttemptFailed } from './attempts.ts';
import { generationOf, type StageContext } from './stage-context.ts';
import { endBalanced, sendOrder } from './stage-steps.ts';
import { failedClaim } from './claim-reports.ts';
import { claimsOf, type ClaimRow } from './claims-store.ts';
import { beginStage, saveRunState } from './store.ts';
import { Progress } from './progress.ts';
import { untilNoOtherConsumers } from './sole-consumer.ts';
import { tick } from './pace.ts';

function throwIfOneFailed(claims: readonly ClaimRow[], lapseMs: number): void {
  for (const claim of claims) {
    if (claim.state === 'failed') {
      const { fault } = claim;
      // Nothing but indexes is written here: what one of them refuses, it refuses the next attempt.
      throw fault === null || mayPass(fault) ? failedClaim(claim) : new FaultError(fault);
    }
    if (claim.state === 'claimed' && claim.silent_ms > lapseMs)
      throw new AttemptFailed(
        `The process of “${claim.participant}” that was filling its indexes has gone.`,
        { isOutage: true },
      );
  }
}

const shortestPollMs = 50;

/**
 * The usual time until the end is near at the rate so far; then the polls come closer, so that
 * the last one is not waited for.
 */
export function nextPollMs(
  { expected, received }: Ledger,
  elapsedMs: number,
  usualMs: number,
): number {
  if (expected === null || received === 0) return usualMs;
  const leftMs = ((expected - received) * elapsedMs) / received;
  return Math.min(usualMs, Math.max(shortestPollMs, leftMs / 2));
}

async function runAttempt(driving: StageContext, stage: DerivedStage): Promise<void> {
  const { world, lease, run, position, signal } = driving;
  await saveRunState(world.database, lease, run.id, 'running');
  const attempt = await beginStage(world.database, lease, run.id, position);
  await makeSearchable(world, run.environment, [generationOf(driving, stage.source)]);
  // One that somebody has dropped or closed does not come back: that is not waited for.
  for (const { targets } of stage.derivations)
    for (const target of targets) await world.search.count(generationOf(driving, target));
  await world.brokers.amqp.ensure([stage.command.route]);
  await untilNoOtherConsumers(
    driving,
    stage,
    attempt,
    stage.derivations.map(({ queue }) => ({ channel: 'amqp', queue })),
  );
  await sendOrder(driving, stage, attempt, stage.command);
  const requestedAt = performance.now();
  const progress = new Progress(driving, stage);
  for (;;) {
    const claims = await claimsOf(world.database, run.id, stage.name, attempt);
    throwIfOneFailed(claims, world.pace.claimLapseMs);
    const ledger = sumLedgers(
      stage.derivations.map(
        ({ participant }) =>
          claims.find((claim) => claim.participant === participant)?.ledger ?? null,
      ),
    );
    const isDone = stage.derivations.every(({ participant }) =>
      claims.some((claim) => claim.participant === participant && claim.state === 'done'),
    );
    await progress.save(ledger, isDone);
    if (isDone) {
      const written = `${count(ledger.written)} written`;
      return endBalanced(driving, stage, ledger, [written]);
    }
    if (
      claims.length < stage.derivations.length &&
      performance.now() - requestedAt > world.pace.claimLapseMs
    ) {
      const missing = stage.derivations.flatMap(({ participant }) =>
        claims.some((claim) => claim.participant === participant) ? [] : [`“${participant}”`],
      );
      throw new AttemptFailed(
        `No worker has claimed the command to fill the indexes of ${listWords(missing, 'and')}.`,
        { isOutage: true },
      );
    }
    await tick(nextPollMs(ledger, performance.now() - requestedAt, world.pace.tickMs), signal);
  }
}

/** Sends the rebuild command to every participant of the stage and follows what they report. */
export async function driveDerivedStage(driving: StageContext, stage: DerivedStage): Promise<void> {
  await attemptStage(driving, stage.title, () => runAttempt(driving, stage));
}
