import {
  abandonGenerations,
  areReadersGettingBoth,
  mendReaders,
  readReaders,
  settleSwap,
  type Aftermath,
  type RecordedSwap,
} from '#lib/indexes/index.ts';
import { FaultError, type Fault } from '#lib/kernel/result.ts';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import { TimeLimitPassed, withinTime } from '#lib/kernel/within-time.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import type { Lease } from '#lib/platform/database/lease.ts';
import { errorFacts } from '#lib/platform/log.ts';
import { pipelineOf } from '../pipeline.ts';
import { runName } from '../run-name.ts';
import { runById, type RunPhase, type RunRow } from '../store.ts';
import type { SyncWorld } from '../world.ts';
import { editsInWords } from '../edits.ts';
import { countLost } from './edits.ts';
import { tick } from './pace.ts';
import { generationRunOf } from './stage-context.ts';
import { endRun, saveEvent } from './store.ts';

/** What is being ended, by the driver that holds its lease. */
export interface Ending {
  readonly world: SyncWorld;
  readonly lease: Lease;
  readonly run: RunRow;
}

type Readers =
  | { readonly have: 'stayed'; readonly phase: RunPhase }
  | { readonly have: 'moved'; readonly swap: RecordedSwap };

/**
 * What became of the readers. A run that has not begun to swap has not moved them; one that has is
 * decided by the aliases alone, against the swap that it recorded. Rejects with a FaultError when
 * the search side cannot be read.
 */
export async function whereReadersAre({ world, run }: Ending): Promise<Readers> {
  const { phase, swap } = (await runById(world.database, run.id)) ?? run;
  if (phase === 'building' || swap === null) return { have: 'stayed', phase };
  const { wasCarriedOut } = await readReaders(world, swap);
  return phase === 'moved' || wasCarriedOut ? { have: 'moved', swap } : { have: 'stayed', phase };
}

// Longer than a search engine that is well takes; one that is not is asked again.
const answersWithinMs = 10_000;

const pauses: RetryPolicy = { attempts: Infinity, firstDelayMs: 500, maxDelayMs: 30_000 };

/**
 * Asks until the search side answers: a run whose readers may have moved ends neither as settled
 * nor as failed before that is known.
 */
async function untilKnown(ending: Ending, fault: Fault, signal: AbortSignal): Promise<Readers> {
  const { world, lease, run } = ending;
  for (let tried = 1; ; tried++) {
    try {
      return await withinTime(answersWithinMs, () => whereReadersAre(ending));
    } catch (error) {
      if (!(error instanceof FaultError || error instanceof TimeLimitPassed)) throw error;
      const says =
        `${fault.says} It is not known which generation users read: the search engine does not ` +
        'answer. It is asked again until it does.';
      if (tried === 1) await saveEvent(world.database, lease, run.id, 'bad', says);
      await tick(backOffMs(pauses, Math.min(tried, 8)), signal);
    }
  }
}

/**
 * Ends a run whose swap was carried out as settled. Its last event says where users are; `inPlace`,
 * where that is simply what was swapped.
 */
export async function endSwapped(
  ending: Ending,
  { warnings, says }: Aftermath,
  inPlace = 'The aliases have moved in one request. Users read the new generation.',
): Promise<void> {
  const { world, lease, run } = ending;
  for (const warning of warnings) await saveEvent(world.database, lease, run.id, 'warn', warning);
  const { before, edits } = await countLost(ending);
  const isSaid = before?.changed === edits?.changed && before?.removed === edits?.removed;
  if (!isSaid) await saveEvent(world.database, lease, run.id, 'warn', editsInWords(edits, 'after'));
  await endRun(world.database, lease, run.id, {
    state: 'settled',
    fault: null,
    haveReadersMoved: true,
    unfinished: 'done',
    level: says === null ? 'good' : 'warn',
    says: says ?? inPlace,
  });
}

/**
 * The same where a swap was found applied: it is recorded first, and what another client left of
 * the aliases is mended.
 */
export async function endMoved(
  ending: Ending,
  swap: RecordedSwap,
  inPlace?: string,
): Promise<void> {
  const { world, run } = ending;
  const { generations } = (await runById(world.database, run.id)) ?? run;
  await settleSwap(world, {
    environment: run.environment,
    run: generationRunOf(run),
    generations,
    swap,
    contract: pipelineOf(run, world.pipelines),
  });
  await endSwapped(ending, await mendReaders(world, swap), inPlace);
}

// Longer than a search engine that is well takes; what it does not drop by then is left.
const dropWithinMs = 30_000;
// Before the run has ended, for which a person waits.
const dropSoonWithinMs = 5_000;

/**
 * Drops what the run was building and will never swap; false: what cannot be dropped now is left to
 * the next run.
 */
async function dropUnfinished({ world, run }: Ending, withinMs = dropWithinMs): Promise<boolean> {
  try {
    await withinTime(withinMs, () => abandonGenerations(world, run.environment, run.id));
    return true;
  } catch (error) {
    world.log.warn(
      { run: runName(run.environment, run.number), ...errorFacts(error) },
      'unfinished indexes wait for the next run',
    );
    return false;
  }
}

/**
 * Ends the run as failed; as settled when its readers have moved after all. Where that is not known
 * it waits, until `signal` aborts.
 */
export async function endFailed(ending: Ending, cause: Fault, signal: AbortSignal): Promise<void> {
  const { world, lease, run } = ending;
  const fault = { ...cause, says: sentences(cause.says) };
  const readers = await untilKnown(ending, fault, signal);
  if (readers.have === 'moved') {
    await saveEvent(world.database, lease, run.id, 'warn', fault.says);
    return endMoved(ending, readers.swap, 'The aliases have moved. Users read the new generation.');
  }
  const says = `${fault.says} Nothing was swapped.`;
  await endRun(world.database, lease, run.id, {
    state: 'failed',
    fault: { ...fault, says },
    haveReadersMoved: false,
    unfinished: 'failed',
    level: 'bad',
    says: areReadersGettingBoth(cause) ? says : `${says} Users keep what they had.`,
  });
  await dropUnfinished(ending);
}

const cancelledAtSwap: Fault = {
  kind: 'unavailable',
  says: 'The run was cancelled while its aliases were to move.',
};

const tooLate =
  'The aliases had moved before the run could be cancelled. Users read the new generation.';

const mayMoveLate =
  ' Should the search engine still carry out the request to move the aliases, which it has not ' +
  'answered, the indexes page shows it.';

/**
 * Ends the run as a person asked; as settled when its readers have moved after all. Where that is
 * not known it waits, until `signal` aborts, and sends nothing more.
 */
export async function endCancelled(ending: Ending, signal: AbortSignal): Promise<void> {
  const { world, lease, run } = ending;
  const asked = await untilKnown(ending, cancelledAtSwap, signal);
  if (asked.have === 'moved') return endMoved(ending, asked.swap, tooLate);
  let says = 'The run was cancelled. Users keep what they had.';
  const wasSwapping = asked.phase === 'swapping';
  if (wasSwapping) {
    // An engine that hung cannot carry out late what names indexes that are gone.
    if (!(await dropUnfinished(ending, dropSoonWithinMs))) says += mayMoveLate;
    const now = await untilKnown(ending, cancelledAtSwap, signal);
    if (now.have === 'moved') return endMoved(ending, now.swap, tooLate);
  }
  await endRun(world.database, lease, run.id, {
    state: 'cancelled',
    fault: null,
    haveReadersMoved: false,
    unfinished: 'skipped',
    level: 'warn',
    says,
  });
  if (!wasSwapping) await dropUnfinished(ending);
}

/** Ends a dry run that has balanced. */
export async function endDryRun(ending: Ending): Promise<void> {
  const { world, lease, run } = ending;
  const says = 'The dry run balances. Nothing was swapped, and what it built is dropped.';
  await endRun(world.database, lease, run.id, {
    state: 'settled',
    fault: null,
    haveReadersMoved: false,
    unfinished: 'skipped',
    level: 'good',
    says,
  });
  await dropUnfinished(ending);
}
