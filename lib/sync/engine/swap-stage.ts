import { FaultError, mayPass } from '#lib/kernel/result.ts';
import { count } from '#lib/kernel/words/numbers.ts';
import { checkSwap, makeSearchable, swapGenerations } from '#lib/indexes/index.ts';
import { nextAliases } from '../contract-of.ts';
import type { DataStage, DerivedStage } from '../pipeline.ts';
import { stagesOf, type StageRow } from '../store.ts';
import { whatStopsTheSwap } from '../ledger.ts';
import { editsInWords } from '../edits.ts';
import { attemptStage } from './attempts.ts';
import { generationOf, generationRunOf, StageFailed, type StageContext } from './stage-context.ts';
import { stopBeforeSwap } from './stage-steps.ts';
import { countEdits } from './edits.ts';
import { warnOfLeftBehind } from './left-behind.ts';
import { endDryRun, endMoved, endSwapped, whereReadersAre } from './end-run.ts';
import { beginStage, saveDocuments, saveEvent, saveRunState, saveSwapBegun } from './store.ts';

/** The ledgers say what should be there; this checks in the indexes whether it is. */
async function countWhatIsThere(
  driving: StageContext,
  stage: DataStage | DerivedStage,
  row: StageRow,
): Promise<void> {
  const { search, participants } = driving.world;
  const counting =
    stage.kind === 'data'
      ? [search.count(generationOf(driving, stage.target), stage.hasPart)]
      : stage.derivations.flatMap(({ targets }) =>
          targets.map((target) => search.count(generationOf(driving, target))),
        );
  const there = (await Promise.all(counting)).reduce((sum, count) => sum + count, 0);
  // An order that was given again is answered twice by a participant that counts nothing: which of
  // the two answers brought a record is not known, and what only the first brought stays.
  const isUncounted =
    stage.kind === 'data' && !participants.has(stage.participant) && row.attempt > 1;
  if (there === row.written || (isUncounted && there > row.written)) return;
  const numbers = `${count(row.written)} documents were written and ` + `${count(there)} are there`;
  const why =
    there > row.written && row.attempt > 1
      ? ' An earlier attempt has left some that the source no longer sends.'
      : '';
  stopBeforeSwap(`Stage “${stage.title}”: ${numbers}.${why}`);
}

async function verify(driving: StageContext): Promise<void> {
  const { world, lease, run, pipeline, generations, signal } = driving;
  const rows = await stagesOf(world.database, [run.id]);
  const filling = pipeline.stages.flatMap((stage, position) =>
    stage.kind === 'data' || stage.kind === 'derived' ? [{ stage, row: rows[position] }] : [],
  );
  for (const { stage, row } of filling) {
    const reason =
      row?.state === 'done'
        ? whatStopsTheSwap(stage.title, row)
        : `Stage “${stage.title}” has not ended.`;
    if (reason !== null) stopBeforeSwap(reason);
  }
  const short = await makeSearchable(world, run.environment, Object.values(generations));
  signal.throwIfAborted();
  if (short.length > 0) {
    const says =
      `Not all copies of ${short.join(', ')} are assigned yet. Users can read; the loss of ` +
      'one search node would take these indexes away.';
    await saveEvent(world.database, lease, run.id, 'warn', says);
  }
  for (const { stage, row } of filling)
    if (row !== undefined) await countWhatIsThere(driving, stage, row);
  const filled = new Set(pipeline.stages.flatMap((one) => (one.kind === 'data' ? one.target : [])));
  const counts = await Promise.all(
    [...filled].map((target) => world.search.count(generationOf(driving, target))),
  );
  const documents = counts.reduce((sum, count) => sum + count, 0);
  await saveDocuments(world.database, lease, run.id, documents);
}

/** `announced`: what an earlier try has said already. */
async function swap(driving: StageContext, announced: Set<string>): Promise<void> {
  const { world, lease, run, pipeline, position, generations, signal } = driving;
  const ending = { world, lease, run };
  const readers = await whereReadersAre(ending);
  if (readers.have === 'moved') {
    // A worker died between the swap and its record: what was verified then may have been edited
    // through the aliases since.
    return endMoved(ending, readers.swap);
  }
  // Once the aliases may have moved the run stays at its swap.
  const state = readers.phase === 'swapping' ? 'swapping' : 'verifying';
  await saveRunState(world.database, lease, run.id, state);
  await beginStage(world.database, lease, run.id, position);
  await verify(driving);
  if (run.is_dry) return endDryRun(ending);
  const edits = await countEdits(ending);
  const isLossless = edits?.changed === 0 && edits.removed === 0;
  const { editedBy, ...next } = await nextAliases(world, pipeline);
  const says =
    `All ${String(next.aliases.length)} aliases are about to move in one request. ` +
    (editedBy === null ? '' : `They go by the contract as edited by ${editedBy}. `) +
    editsInWords(edits, 'before');
  // What came since the run began; what prevents the swap is its own answer.
  const ahead = await checkSwap(world, next.aliases);
  if (ahead.ok) await warnOfLeftBehind(driving, ahead.value.leftBehind);
  if (!announced.has(says))
    await saveEvent(world.database, lease, run.id, isLossless ? 'info' : 'warn', says);
  announced.add(says);
  const swapped = await swapGenerations(world, {
    environment: run.environment,
    run: generationRunOf(run),
    generations,
    ...next,
    indexes: pipeline.indexes,
    guard: async (tx, recorded) => {
      if (signal.aborted) return false;
      await saveSwapBegun(tx, lease, run.id, recorded);
      return true;
    },
  });
  if (!swapped.ok) {
    signal.throwIfAborted();
    const { fault } = swapped;
    throw mayPass(fault) ? new FaultError(fault) : new StageFailed(fault);
  }
  const { keptCopies } = swapped.value;
  for (const { of, copy } of keptCopies) {
    const says = `The index ${of} had the name of an alias. It was copied to ${copy}.`;
    await saveEvent(world.database, lease, run.id, 'warn', says);
  }
  await endSwapped(ending, swapped.value);
}

/**
 * Restores refresh and replicas, waits for them, and moves every alias in one request. A dry run
 * stops before that.
 */
export async function driveSwap(driving: StageContext, title: string): Promise<void> {
  const announced = new Set<string>();
  await attemptStage(driving, title, () => swap(driving, announced));
}
