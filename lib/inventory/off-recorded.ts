import { readWindow, type Window } from '#lib/kernel/window.ts';
import { isPaused } from './blue-green/model.ts';
import { runbookEstate, stateOf } from './blue-green/show-blue-green.ts';
import { readSteps } from './blue-green/step-store.ts';
import { environmentsCalled } from './environments-called.ts';
import { textOf, textsOf } from './kind-items.ts';
import { readItemsOfKinds } from './kinds-store.ts';
import type { InventoryWorld } from './list-items.ts';

/** What is recorded of when an environment is off on purpose. */
export interface OffRecorded {
  /** It is unlinked from what it shares, so that its change events are held. */
  readonly isPaused: boolean;
  /** The parts of the week in which something of it is on; empty: at any time. */
  readonly scheduledOn: readonly Window[];
}

const nothing: OffRecorded = { isPaused: false, scheduledOn: [] };

/**
 * Of the environment that is called so, `estate@name`; nothing where it is not in the inventory.
 * Three statements at most.
 */
export async function offRecorded(world: InventoryWorld, called: string): Promise<OffRecorded> {
  const environment = (await environmentsCalled(world, [called])).get(called);
  if (environment === undefined) return nothing;
  const [estate = ''] = environment.key.split('@');
  const rows = await readItemsOfKinds(world.database, ['environment', 'scheduled-task'], estate);
  const own = rows.filter((row) => row.environment === environment.name);
  const shared = own.find(({ kind }) => kind === 'environment')?.shared_environment;
  const [newest] = estate === runbookEstate ? await readSteps(world.database, 1) : [];
  const state = stateOf(newest).environments.find(
    (one) => one.environment === (shared ?? environment.name),
  );
  return {
    isPaused: state !== undefined && isPaused(state),
    scheduledOn: own
      .filter((row) => row.kind === 'scheduled-task' && textOf(row, 'outside') === 'off')
      .flatMap((row) => textsOf(row, 'windows'))
      .flatMap((text) => readWindow(text) ?? []),
  };
}
