import { auditedEffect, type Actor } from '#lib/access/index.ts';
import { confirmEnvironment } from '#lib/kernel/confirmation.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import {
  changedSince,
  findUnexpected,
  previewUnexpected,
  type FoundUnexpected,
} from '../contract-edit/unexpected-alias.ts';
import type { RemoveAlias, RemoveOutcome, RemovePreview } from '../contract-edit/model.ts';
import { thenObserved } from '../monitor/observe-now.ts';
import { pageInWords } from '../pages/users-page.ts';
import { removeAliases } from '../permissions.ts';
import { dropReaderChange, endReaderChange } from '../reader-changes-store.ts';
import type { PlannedContract, RecordedSwap } from '../requests.ts';
import { readBack } from './move-readers.ts';
import {
  findUnrecorded,
  recordedLater,
  recordedNow,
  sendChange,
  withWarning,
} from './send-change.ts';

const planOf = ({ name, states }: FoundUnexpected): RecordedSwap => ({
  moves: [],
  removals: [
    {
      alias: name,
      from: states.map(({ index }) => index),
      previousFilters: Object.fromEntries(states.map(({ index, filter }) => [index, filter])),
    },
  ],
  removeIndexes: [],
});

/**
 * What removing an alias takes away; nothing is changed. Faults: `not-found`, `precondition` (the
 * contract names it, or it leads to nothing of ours). Rejects with a FaultError when the search
 * side cannot be read.
 */
export async function previewRemove(
  world: World,
  contract: PlannedContract,
  alias: string,
): Promise<Result<RemovePreview>> {
  const found = await findUnexpected(world, contract, alias);
  if (!found.ok) return found;
  const read = contract.pages.filter(({ reads }) => reads === alias);
  const notes = read.map((page) => `${pageInWords(page)} reads ${alias}: an error without it.`);
  return done({
    ...(await previewUnexpected(world, found.value, notes)),
    request: await world.search.swapText(planOf(found.value)),
  });
}

interface Removed {
  readonly change: number;
  readonly warnings: readonly string[];
}

async function sendRemoval(
  world: World,
  contract: PlannedContract,
  actor: Actor,
  { alias, preview, reason }: RemoveAlias,
): Promise<Result<Removed>> {
  const found = await findUnexpected(world, contract, alias);
  if (!found.ok) {
    const before = found.fault.kind === 'not-found' ? await findUnrecorded(world, 'removal') : null;
    return before?.removals.some((removal) => removal.alias === alias) === true
      ? done({ change: before.id, warnings: [recordedNow(before)] })
      : found;
  }
  if (preview !== undefined && preview !== found.value.key) return changedSince(alias);
  const sent = await sendChange(world, {
    change: { kind: 'removal', actor: actor.name, reason, keptCopies: [] },
    plan: planOf(found.value),
    seals: [],
    again: 'the same removal does it, or records it',
  });
  return sent.ok ? done({ change: sent.value, warnings: [] }) : sent;
}

async function remove(
  world: World,
  contract: PlannedContract,
  actor: Actor,
  input: RemoveAlias,
): Promise<Result<Removed>> {
  const removed = await sendRemoval(world, contract, actor, input);
  if (!removed.ok) return removed;
  const { change } = removed.value;
  const left = await readBack(world, () => world.search.aliases());
  if (left === null) {
    const says =
      'It was removed. Whether it stays away is not known: the aliases could not be read ' +
      'afterwards.';
    return done(withWarning(removed.value, says));
  }
  if (left.every(({ name }) => name !== input.alias)) return removed;
  await dropReaderChange(world.database, change);
  return refuse(
    'conflict',
    `${quoted(input.alias)} did not stay away: another client adds what is removed.`,
  );
}

/**
 * Removes an alias that the contract does not name, in one request, and reads back. Faults:
 * `forbidden`, `invalid`, `not-found`, `conflict` (something changed since the preview, or at the
 * same time), `precondition`, `unavailable` (asked for again, it is done or recorded).
 */
export async function removeAlias(
  world: World,
  contract: PlannedContract,
  actor: Actor,
  input: RemoveAlias,
): Promise<Result<RemoveOutcome>> {
  const { environment } = world;
  const what = {
    permission: removeAliases,
    target: input.alias,
    reason: input.reason,
    confirmed: confirmEnvironment(environment, input.typedName, 'remove an alias'),
  };
  const result = await auditedEffect(
    world,
    actor,
    what,
    () => remove(world, contract, actor, input),
    (tx, { change }) => endReaderChange(tx, change, null),
    (value) => withWarning(value, recordedLater),
  );
  if (!result.ok) return result;
  const { warnings } = result.value;
  const removed = done({ environment: environment.name, alias: input.alias, warnings });
  return thenObserved(world, contract, removed);
}
