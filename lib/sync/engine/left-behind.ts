import { leftBehindInWords } from '#lib/indexes/index.ts';
import type { AliasState } from '#lib/platform/search/port.ts';
import { eventsOf } from '../evidence-store.ts';
import { newestEvents } from '../waits-store.ts';
import type { StageContext } from './stage-context.ts';
import { saveEvent } from './store.ts';

/** Says what becomes of aliases outside the contract, of each once in a run. */
export async function warnOfLeftBehind(
  { world, lease, run }: StageContext,
  leftBehind: readonly AliasState[],
): Promise<void> {
  if (leftBehind.length === 0) return;
  const said = new Set(
    (await eventsOf(world.database, run.id, newestEvents)).map(({ says }) => says),
  );
  for (const says of leftBehind.map(leftBehindInWords))
    if (!said.has(says)) await saveEvent(world.database, lease, run.id, 'warn', says);
}
