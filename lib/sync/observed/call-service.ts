import { untilAborted } from '#lib/kernel/until-aborted.ts';
import { databaseTime } from '#lib/platform/database/database-time.ts';
import { Cancelled } from '../engine/stage-context.ts';
import { isCancelRequested } from '../engine/store.ts';
import { lookBefore } from './look.ts';
import { checkCall } from './may-start.ts';
import { notCalled, type ObservedRun } from './observed-run.ts';
import { saveObserved } from './observed-store.ts';
import { say, Unfinished, type Observing } from './observing.ts';
import { callOnce } from './trigger.ts';

/** A run that was called, and when. */
export type CalledRun = ObservedRun & { readonly calledAt: string };

/**
 * Makes the call, once in the life of the run. That it is being made is stored first, so that
 * nobody waits for its answer once the signal aborts.
 */
async function callService(observing: Observing, signal: AbortSignal): Promise<CalledRun> {
  const { world, lease, run, base, pipeline, stages } = observing;
  const { trigger } = world;
  if (trigger === null)
    throw new Unfinished(
      'The configuration no longer says how to call the Integration service (syncTriggerUrl). It ' +
        'was not called.',
      'not-started',
    );
  const may = await checkCall(world, pipeline);
  if (!may.ok)
    throw new Unfinished(
      `The Integration service was not called. ${may.fault.says}`,
      'not-started',
    );
  const before = await lookBefore(world, base, stages);
  if (await isCancelRequested(world.database, run.id)) throw new Cancelled();
  const calledAt = (await databaseTime(world.database)).toISOString();
  const making = { ...notCalled, call: 'making', calledAt, before } as const;
  await saveObserved(world.database, lease, run.id, making);
  const outcome = await untilAborted(signal, callOnce(trigger));
  if (outcome.call === 'refused')
    throw new Unfinished(
      `The Integration service did not start a sync. ${outcome.says}`,
      'not-started',
    );
  const called = { ...making, call: outcome.call };
  await saveObserved(world.database, lease, run.id, called);
  if (outcome.call === 'accepted')
    await say(observing, 'info', `The Integration service was called. ${outcome.says}`);
  else
    await say(
      observing,
      'warn',
      'The Integration service was called, and whether it has started is not known. ' +
        `${outcome.says} It is not called again. ` +
        'Whether its index is emptied, or a message passes, is watched.',
    );
  return called;
}

/** The run as it was called, by whichever process; calls the service where nobody has. */
export async function callOrResume(observing: Observing, signal: AbortSignal): Promise<CalledRun> {
  const observed = observing.run.observed ?? notCalled;
  const { call, calledAt } = observed;
  if (call === 'waiting' || calledAt === null) return callService(observing, signal);
  if (call !== 'making') return { ...observed, calledAt };
  await say(
    observing,
    'warn',
    'The worker that called the Integration service stopped before it had an answer. It is not ' +
      'called again. Whether its index is emptied, or a message passes, is watched.',
  );
  return { ...observed, call: 'unknown', calledAt };
}
