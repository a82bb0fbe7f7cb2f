import { countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Pipeline } from '../pipeline.ts';
import { queuesOf } from '../queues.ts';
import type { SyncWorld } from '../world.ts';
import { busyQueues } from './look.ts';

/**
 * Whether the Integration service may be called as things are now. Faults: `precondition`,
 * `conflict` (a sync of somebody else is under way). Rejects with a FaultError where that cannot be
 * read.
 */
export async function checkCall(
  world: Pick<SyncWorld, 'brokers' | 'search'>,
  pipeline: Pipeline,
): Promise<Result<void>> {
  const queues = queuesOf(pipeline).map(({ queue }) => queue);
  const [states, indexes, busy] = await Promise.all([
    world.search.aliases(),
    world.search.indexes(),
    busyQueues(world, queues),
  ]);
  const [base] = pipeline.indexes.filter((index) => states.some(({ name }) => name === index.base));
  if (base !== undefined)
    return refuse(
      'precondition',
      `${base.base} is an alias since a run of this console, and the sync of the Integration ` +
        'service would fail at its first step. Run it by the console (driver: managed).',
    );
  const squatted = pipeline.aliases.filter((alias) =>
    indexes.some(({ name }) => name === alias.name),
  );
  if (squatted.length > 0)
    return refuse(
      'precondition',
      `${listWords(
        squatted.map(({ name }) => name),
        'and',
      )} is an index, not an alias: the ` +
        'Integration service would empty its index, fail there and never go on. Repair it on ' +
        'Indexes first.',
    );
  if (busy.length > 0) {
    const all = busy.map(({ queue, messages }) => `${countOf(messages, 'message')} in ${queue}`);
    return refuse(
      'conflict',
      'A sync that was not started here is under way, or has left messages behind: ' +
        `${listWords(all, 'and')}. A second one would empty the index under it, and both would ` +
        'spoil it. Wait until the queues are quiet.',
    );
  }
  return done(undefined);
}

/** What an environment whose sync its own Integration service runs can never start. */
export function mayCall(
  { environment, trigger }: Pick<SyncWorld, 'environment' | 'trigger'>,
  isDry: boolean,
): Result<void> {
  if (trigger === null)
    return refuse(
      'precondition',
      `The sync of ${environment.title} is run by its own Integration service, and the ` +
        'configuration does not say how to call it (syncTriggerUrl).',
    );
  if (isDry)
    return refuse(
      'precondition',
      'A dry run is not available: the Integration service has none. Run by this console ' +
        '(driver: managed), it would build and check everything and stop before the swap.',
    );
  return done(undefined);
}
