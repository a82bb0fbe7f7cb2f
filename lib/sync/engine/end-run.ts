import { abandonGenerations, haveReadersMoved, settleSwap } from '#lib/indexes/index.ts';
import { FaultError, type Fault } from '#lib/kernel/result.ts';
import type { Lease } from '#lib/platform/database/lease.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { Pipeline } from '../pipeline.ts';
import { runName } from '../run-name.ts';
import { runById, type RunRow } from '../store.ts';
import type { SyncWorld } from '../world.ts';
import { endRun } from './store.ts';

/**
 * What is being ended, by the driver that holds its lease. `pipeline` is null when this console
 * does not know it.
 */
export interface Ending {
  readonly world: SyncWorld;
  readonly lease: Lease;
  readonly run: RunRow;
  readonly pipeline: Pipeline | null;
}

type Readers = 'stayed' | 'moved' | 'not-known';

/**
 * What became of the readers. A run that never came to its swap has not moved them; one that did is
 * decided by the aliases alone.
 */
async function whereReadersAre({ world, run, pipeline }: Ending): Promise<Readers> {
  const current = (await runById(world.database, run.id)) ?? run;
  if (pipeline === null || current.state !== 'swapping' || current.is_dry) return 'stayed';
  const { generations } = current;
  try {
    if (!(await haveReadersMoved(world, { generations, aliases: pipeline.aliases })))
      return 'stayed';
  } catch (error) {
    if (error instanceof FaultError) return 'not-known';
    throw error;
  }
  await settleSwap(world, {
    environment: run.environment,
    run: { id: run.id, name: runName(run.environment, run.number), number: run.number },
    generations,
    aliases: pipeline.aliases,
    indexes: pipeline.indexes,
  });
  return 'moved';
}

/**
 * Drops what the run, which has ended, was building; what cannot be dropped now is left to the next
 * run.
 */
async function dropUnfinished({ world, run }: Ending): Promise<void> {
  await abandonGenerations(world, run.environment, run.id).catch((error: unknown) => {
    world.log.warn(
      { run: runName(run.environment, run.number), ...errorFacts(error) },
      'unfinished indexes wait for the next run',
    );
  });
}

/** Ends the run as failed; as settled when its readers have moved after all. */
export async function endFailed(ending: Ending, fault: Fault): Promise<void> {
  const { world, lease, run } = ending;
  const readers = await whereReadersAre(ending);
  if (readers === 'moved') {
    const says = `Users read the new generation. Afterwards something went wrong: ${fault.says}`;
    return endRun(world.database, lease, run.id, {
      state: 'settled',
      fault: null,
      unfinished: 'done',
      level: 'warn',
      says,
    });
  }
  if (readers === 'not-known') {
    const says = `${fault.says} It is not known which generation users read: see the indexes page.`;
    const extended = { ...fault, says, detail: { ...fault.detail, readers } };
    return endRun(world.database, lease, run.id, {
      state: 'failed',
      fault: extended,
      unfinished: 'failed',
      level: 'bad',
      says,
    });
  }
  const says = `${fault.says} Users keep what they had.`;
  await endRun(world.database, lease, run.id, {
    state: 'failed',
    fault,
    unfinished: 'failed',
    level: 'bad',
    says,
  });
  await dropUnfinished(ending);
}

/**
 * Ends the run as a person asked. Its readers have not moved: a run whose aliases are moving cannot
 * be cancelled.
 */
export async function endCancelled(ending: Ending): Promise<void> {
  const { world, lease, run } = ending;
  const says = 'The run was cancelled. Users keep what they had.';
  await endRun(world.database, lease, run.id, {
    state: 'cancelled',
    fault: null,
    unfinished: 'skipped',
    level: 'warn',
    says,
  });
  await dropUnfinished(ending);
}

/** Ends a dry run that has balanced. */
export async function endDryRun(ending: Ending): Promise<void> {
  const { world, lease, run } = ending;
  const says = 'The dry run balances. Nothing was swapped, and what it built is dropped.';
  await endRun(world.database, lease, run.id, {
    state: 'settled',
    fault: null,
    unfinished: 'skipped',
    level: 'good',
    says,
  });
  await dropUnfinished(ending);
}
