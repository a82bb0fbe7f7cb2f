import type { z } from 'zod';
import { audited, type Actor } from '#lib/access/index.ts';
import { confirmEnvironment } from '#lib/kernel/confirmation.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { CancelRun, type Run } from './model.ts';
import { cancelSync } from './permissions.ts';
import { parseRunName } from './run-name.ts';
import { insertEvent, lockStarts, requestCancel, runByName, stagesOf } from './store.ts';
import { viewRun } from './view.ts';
import type { SyncWorld } from './world.ts';

/**
 * Asks the driver to stop before the swap. A run whose aliases have moved by then settles, and says
 * so. `precondition` when the run has ended.
 */
export async function cancelRun(
  world: SyncWorld,
  actor: Actor,
  input: z.input<typeof CancelRun>,
): Promise<Result<Run>> {
  const { run: name, reason, typedName } = CancelRun.parse(input);
  const what = {
    permission: cancelSync,
    target: name,
    reason,
    confirmed: confirmEnvironment(world.environment, typedName, 'cancel a sync'),
  };
  return audited(world, actor, what, async (tx) => {
    const parsed = parseRunName(name);
    if (parsed === null || parsed.environment !== world.environment.name)
      return refuse('not-found', `There is no run ${quoted(name)}.`);
    await lockStarts(tx, parsed.environment);
    const row = await runByName(tx, parsed.environment, parsed.number);
    if (row === null) return refuse('not-found', `There is no run ${quoted(name)}.`);
    if (row.ended_at !== null)
      return refuse('precondition', `Run ${row.number} has ended already: ${row.state}.`);
    if (!(await requestCancel(tx, row.id, actor.name, reason)))
      return refuse('precondition', `Run ${row.number} has ended just now.`);
    const why = reason === '' ? '' : ` “${reason}”`;
    await insertEvent(tx, row.id, 'warn', `${actor.name} asked to cancel the run.${why}`);
    const cancelling = {
      ...row,
      state: 'cancelling',
      cancel_requested_by: actor.name,
      cancel_reason: reason,
    } as const;
    return done(viewRun(cancelling, await stagesOf(tx, [row.id]), world.pipelines));
  });
}
