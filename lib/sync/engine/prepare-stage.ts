import { countOf } from '#lib/kernel/words/numbers.ts';
import {
  checkSwap,
  createGenerations,
  retireGenerations,
  type ContractAlias,
} from '#lib/indexes/index.ts';
import { nextAliases } from '../contract-of.ts';
import { beginStage, endStage, saveEvent, saveGenerations, saveRunState } from './store.ts';
import { attemptStage } from './attempts.ts';
import { markReaders } from './edits.ts';
import { warnOfLeftBehind } from './left-behind.ts';
import { generationRunOf, StageFailed, type StageContext } from './stage-context.ts';

/**
 * What would stop the swap, or be left behind by it, is said before hours of work. False: a dry run
 * goes on although something would, such as an alias that the account of this console does not see
 * and that may lead to what earlier runs left.
 */
async function lookAhead(
  driving: StageContext,
  aliases: readonly ContractAlias[],
): Promise<boolean> {
  const { world, lease, run } = driving;
  const checked = await checkSwap(world, aliases);
  if (!checked.ok && !run.is_dry) throw new StageFailed(checked.fault);
  if (!checked.ok) {
    const says =
      `A run that swaps would be refused: ${checked.fault.says} Meanwhile nothing that earlier ` +
      'runs left is dropped.';
    await saveEvent(world.database, lease, run.id, 'warn', says);
    return false;
  }
  await warnOfLeftBehind(driving, checked.value.leftBehind);
  if (!run.is_dry) await markReaders(driving, checked.value.readFrom);
  return true;
}

async function prepare(driving: StageContext): Promise<Readonly<Record<string, string>>> {
  const { world, lease, run, pipeline, position } = driving;
  await saveRunState(world.database, lease, run.id, 'preparing');
  await beginStage(world.database, lease, run.id, position);
  const { aliases } = await nextAliases(world, pipeline);
  const mayDrop = await lookAhead(driving, aliases);
  if (mayDrop) await retireGenerations(world, run.environment, run, world.keepGenerations);
  const generations = await createGenerations(world, {
    environment: run.environment,
    run: generationRunOf(run),
    at: run.queued_at,
    indexes: pipeline.indexes,
    readBy: aliases.map(({ name }) => name),
  });
  await saveGenerations(world.database, lease, run.id, generations);
  const created = countOf(Object.keys(generations).length, 'new index', 'new indexes');
  await saveEvent(
    world.database,
    lease,
    run.id,
    'info',
    `${created} created beside the live ones.`,
  );
  await endStage(world.database, lease, run.id, position, 'done');
  return generations;
}

/**
 * Makes an empty generation of every index beside the live one, and drops what earlier runs left
 * behind.
 */
export async function drivePrepare(
  driving: StageContext,
  title: string,
): Promise<Readonly<Record<string, string>>> {
  let generations: Readonly<Record<string, string>> = {};
  await attemptStage(driving, title, async () => {
    generations = await prepare(driving);
  });
  return generations;
}
