import { FaultError, refuse } from '#lib/kernel/result.ts';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import type { Route } from '#lib/platform/broker/port.ts';
import { whatStopsTheSwap } from '../ledger.ts';
import type { Ledger } from '../model.ts';
import { stageHeaders } from '../wire-headers.ts';
import { StageFailed, type StageContext } from './stage-context.ts';
import { tick } from './pace.ts';
import { endStage, saveEvent } from './store.ts';
import { stageStarted } from '../waits.ts';

const pauses: RetryPolicy = { attempts: Infinity, firstDelayMs: 500, maxDelayMs: 10_000 };

interface Named {
  readonly name: string;
  readonly title: string;
}

export function stopBeforeSwap(reason: string): never {
  throw new StageFailed(refuse('precondition', reason).fault);
}

/** A broker that answers and takes no messages is waited for, and the run says so. */
async function untilBrokerAccepts({ world, lease, run, signal }: StageContext): Promise<void> {
  let tried = 1;
  for (; ; tried++) {
    try {
      await world.brokers.amqp.ping();
      break;
    } catch (error) {
      // What else is wrong shows when the order is published.
      if (!(error instanceof FaultError) || error.fault.kind !== 'busy') return;
      const says = `${error.fault.says} The run waits for it.`;
      if (tried === 1) await saveEvent(world.database, lease, run.id, 'bad', says);
      await tick(backOffMs(pauses, Math.min(tried, 8)), signal);
    }
  }
  if (tried > 1)
    await saveEvent(world.database, lease, run.id, 'good', 'The broker takes messages again.');
}

/** Tells the participants of a stage to begin, in the name of this attempt. */
export async function sendOrder(
  driving: StageContext,
  stage: Named,
  attempt: number,
  { route, body }: { readonly route: Route; readonly body: string },
): Promise<void> {
  const { world, lease, run } = driving;
  const headers = stageHeaders({
    environment: run.environment,
    runId: run.id,
    stage: stage.name,
    attempt,
    token: lease.token,
  });
  await untilBrokerAccepts(driving);
  await world.brokers.amqp.publish(route, [{ body, headers }]);
  const which = attempt > 1 ? `, attempt ${String(attempt)}` : '';
  const says = `${stageStarted(stage.title)}${which}.`;
  await saveEvent(world.database, lease, run.id, 'info', says);
}

/** Ends a stage whose ledger balances; any other one ends the run before its swap. */
export async function endBalanced(
  { world, lease, run, position }: StageContext,
  stage: Named,
  ledger: Ledger,
  counts: readonly string[],
): Promise<void> {
  const reason = whatStopsTheSwap(stage.title, ledger);
  if (reason !== null) stopBeforeSwap(reason);
  const says = `Stage “${stage.title}” balanced: ${counts.join(', ')}.`;
  await saveEvent(world.database, lease, run.id, 'good', says);
  await endStage(world.database, lease, run.id, position, 'done');
}
