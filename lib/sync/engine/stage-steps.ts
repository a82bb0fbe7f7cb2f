import { refuse } from '#lib/kernel/result.ts';
import type { Route } from '#lib/platform/broker/port.ts';
import { whatStopsTheSwap } from '../ledger.ts';
import type { Ledger } from '../model.ts';
import { stageHeaders } from '../wire-headers.ts';
import { StageFailed, type StageContext } from './stage-context.ts';
import { endStage, saveEvent } from './store.ts';

interface Named {
  readonly name: string;
  readonly title: string;
}

export function stopBeforeSwap(reason: string): never {
  throw new StageFailed(refuse('precondition', reason).fault);
}

/** Tells the participants of a stage to begin, in the name of this attempt. */
export async function sendOrder(
  { world, lease, run }: StageContext,
  stage: Named,
  attempt: number,
  { route, body }: { readonly route: Route; readonly body: string },
): Promise<void> {
  const headers = stageHeaders({
    environment: run.environment,
    runId: run.id,
    stage: stage.name,
    attempt,
    token: lease.token,
  });
  await world.brokers.amqp.publish(route, [{ body, headers }]);
  const which = attempt > 1 ? `, attempt ${String(attempt)}` : '';
  const says = `Stage “${stage.title}” started${which}.`;
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
