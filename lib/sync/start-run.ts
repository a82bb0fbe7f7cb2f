import type { z } from 'zod';
import { audited, mayBegin, type Actor } from '#lib/access/index.ts';
import { londonDate } from '#lib/kernel/clock.ts';
import { confirmEnvironment } from '#lib/kernel/confirmation.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { newId } from '#lib/kernel/ids.ts';
import { done, FaultError, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { TimeLimitPassed, withinTime } from '#lib/kernel/within-time.ts';
import { notify } from '#lib/notify/index.ts';
import { StartRun, type Run } from './model.ts';
import { checkCall, mayCall } from './observed/may-start.ts';
import { notCalled } from './observed/observed-run.ts';
import { noticeOfStart } from './notices.ts';
import { startSync } from './permissions.ts';
import type { Pipeline } from './pipeline.ts';
import { readSwapObstacle, servicesAway } from './readiness.ts';
import { runName } from './run-name.ts';
import { acknowledgeSyntheticPeople } from './synthetic-people.ts';
import {
  activeRun,
  insertEvent,
  insertRun,
  lockStarts,
  runByKey,
  stagesOf,
  type RunRow,
} from './store.ts';
import { viewRun } from './view.ts';
import type { SyncWorld } from './world.ts';

const obstacleWithinMs = 3_000;

const notStarted = (kind: Fault['kind'], says: string) =>
  refuse(kind, `Nothing was started. ${says}`);

/** What prevents a run of this pipeline as things are now. */
async function readObstacle(
  world: SyncWorld,
  pipeline: Pipeline,
  isDry: boolean,
): Promise<Result<void>> {
  const isObserved = world.environment.driver === 'observed';
  if (isObserved) {
    const may = mayCall(world, isDry);
    if (!may.ok) return may;
  }
  try {
    return await withinTime(obstacleWithinMs, async () => {
      if (isObserved) return checkCall(world, pipeline);
      const says = isDry ? null : await readSwapObstacle(world, pipeline);
      return says === null ? done(undefined) : refuse('precondition', says);
    });
  } catch (error) {
    if (!(error instanceof FaultError || error instanceof TimeLimitPassed)) throw error;
    // A run of our own looks again before it builds anything.
    return isObserved
      ? refuse(
          'unavailable',
          'The search engine or the broker does not say what there is now, and without that it ' +
            'could not be seen whether the sync has begun.',
        )
      : done(undefined);
  }
}

function whoRuns(run: RunRow): { readonly ok: false } & ReturnType<typeof refuse> {
  const state = run.state === 'cancelling' ? 'being cancelled' : 'running';
  return refuse('conflict', `Nothing was started. Run ${run.number} is already ${state}.`, {
    run: runName(run.environment, run.number),
    startedBy: run.started_by,
    since: run.queued_at.toISOString(),
    state: run.state,
  });
}

/** Whether this is what was asked for under the key before; why may be told in other words. */
const startedBefore = (
  { pipeline, is_dry: isDry }: RunRow,
  asked: Pick<z.output<typeof StartRun>, 'pipeline' | 'dry'>,
): boolean => pipeline === asked.pipeline && isDry === asked.dry;

const startedOtherwise = ({ number, pipeline, is_dry: isDry }: RunRow) =>
  notStarted(
    'conflict',
    `What was asked for before under the same key has started run ${number}, ` +
      `${isDry ? 'a dry run' : 'no dry run'} of ${quoted(pipeline)}. Ask again for another one.`,
  );

/**
 * Queues a run; a worker takes it from there. `conflict` names the run that is active, who started
 * it and when; `precondition` says which service is away, or what would stop the swap.
 */
export async function startRun(
  world: SyncWorld,
  actor: Actor,
  input: z.input<typeof StartRun>,
): Promise<Result<Run>> {
  const parsed = StartRun.parse(input);
  const { name: environment } = world.environment;
  const pipeline = world.pipelines.find((one) => one.name === parsed.pipeline);
  const isObserved = world.environment.driver === 'observed';
  const what = {
    permission: startSync,
    target: environment,
    targetOf: (run: Run) => run.run,
    reason: parsed.reason,
    changed: { pipeline: parsed.pipeline, dry: parsed.dry },
    confirmed: confirmEnvironment(world.environment, parsed.typedName, 'start a sync'),
  };
  const looksAt = mayBegin(world, actor, what).ok ? pipeline : undefined;
  const away = looksAt === undefined ? [] : await servicesAway(world, looksAt);
  const obstacle =
    looksAt === undefined || away.length > 0
      ? done(undefined)
      : await readObstacle(world, looksAt, parsed.dry);
  return audited(world, actor, what, async (tx) => {
    if (parsed.environment !== environment)
      return refuse(
        'not-found',
        `This console does not run ${quoted(parsed.environment)}. It runs “${environment}”.`,
      );
    if (pipeline === undefined)
      return refuse('not-found', `There is no pipeline ${quoted(parsed.pipeline)}.`);

    await lockStarts(tx, environment);
    const earlier =
      parsed.idempotencyKey === undefined
        ? null
        : await runByKey(tx, environment, actor.id, parsed.idempotencyKey);
    if (earlier !== null)
      return startedBefore(earlier, parsed)
        ? done(viewRun(earlier, await stagesOf(tx, [earlier.id]), world.pipelines))
        : startedOtherwise(earlier);
    const active = await activeRun(tx, environment);
    if (active !== null) return whoRuns(active);
    const acknowledged =
      parsed.dry || isObserved
        ? done(undefined)
        : acknowledgeSyntheticPeople(world, parsed.acknowledgement);
    if (!acknowledged.ok) return acknowledged;
    if (away.length > 0) return notStarted('precondition', away.join(' '));
    if (!obstacle.ok) return notStarted(obstacle.fault.kind, obstacle.fault.says);

    const row = await insertRun(tx, {
      id: newId(),
      environment,
      pipeline: pipeline.name,
      pipelineVersion: pipeline.version,
      isDry: parsed.dry,
      isSynthetic: isObserved ? null : world.hasSyntheticPeople,
      startedBy: actor.name,
      startedById: actor.id,
      reason: parsed.reason,
      idempotencyKey: parsed.idempotencyKey ?? null,
      requestId: actor.requestId,
      asOf: londonDate(world.clock.now()),
      stages: pipeline.stages.map((stage) => stage.name),
      observed: isObserved ? notCalled : null,
    });
    await insertEvent(
      tx,
      row.id,
      'info',
      `${parsed.dry ? 'A dry run was' : 'The run was'} queued by ${actor.name}.`,
    );
    const named = { environment, number: row.number, isDry: parsed.dry };
    await notify(tx, noticeOfStart(named, actor.name));
    return done(viewRun(row, await stagesOf(tx, [row.id]), world.pipelines));
  });
}
