import { audited, type AccessWorld, type Actor } from '#lib/access/index.ts';
import { may } from '#lib/access/model.ts';
import { confirmEnvironment, type ConfirmedEnvironment } from '#lib/kernel/confirmation.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Database, Transaction } from '#lib/platform/database/database.ts';
import { runbookEstate } from '../blue-green/show-blue-green.ts';
import { textOf } from '../kind-items.ts';
import { readItemsOfKinds } from '../kinds-store.ts';
import { changeAllowLists, seeAllowedAddresses } from '../permissions.ts';
import type {
  AddToAllowList,
  AllowListOutcome,
  MarkDeployed,
  RemoveFromAllowList,
} from './model.ts';
import { deployEntries, lockEntries, readPending, removeEntry, saveEntry } from './store.ts';

interface AllowListWorld extends AccessWorld {
  readonly database: Database;
}

/** The environment that the list is of; null: no such list is in the inventory. */
async function environmentOfList(
  { database }: AllowListWorld,
  list: string,
): Promise<ConfirmedEnvironment | null> {
  const rows = await readItemsOfKinds(database, ['allow-list', 'environment'], runbookEstate);
  const found = rows.find((row) => row.kind === 'allow-list' && textOf(row, 'secretName') === list);
  if (found === undefined) return null;
  const environment = rows.find(
    ({ kind, environment: name }) => kind === 'environment' && name === found.environment,
  );
  return {
    name: found.environment ?? found.estate,
    isProduction: environment?.is_production ?? true,
  };
}

interface Changing {
  readonly list: string;
  readonly target: string;
  readonly reason: string;
  readonly typedName?: string | undefined;
}

async function changeList(
  world: AllowListWorld,
  actor: Actor,
  { list, target, reason, typedName }: Changing,
  work: (tx: Transaction) => Promise<Result<void>>,
): Promise<Result<AllowListOutcome>> {
  const environment = await environmentOfList(world, list);
  const what = {
    permission: changeAllowLists,
    target,
    reason,
    ...(environment !== null && {
      confirmed: confirmEnvironment(environment, typedName, 'change its allow list'),
    }),
  };
  return audited(world, actor, what, async (tx) => {
    if (environment === null)
      return refuse('not-found', `There is no allow list ${quoted(list)} in the inventory.`);
    await lockEntries(tx);
    const changed = await work(tx);
    return changed.ok ? done({ list, pending: (await readPending(tx, list)).length }) : changed;
  });
}

/**
 * Records that somebody was put on a list: saved, and not yet deployed. Nothing is sent anywhere,
 * and the audit has no address. Faults: `forbidden` (also an address from who may not see any),
 * `invalid`, `not-found`.
 */
export const addToAllowList = (
  world: AllowListWorld,
  actor: Actor,
  { list, label, address, ...input }: AddToAllowList,
): Promise<Result<AllowListOutcome>> =>
  changeList(world, actor, { list, target: `${list}: ${label}, saved`, ...input }, async (tx) => {
    const allowed = may(actor, seeAllowedAddresses, null);
    if (address !== undefined && !allowed.ok) return allowed;
    await saveEntry(tx, { list, label, address: address ?? null }, actor.name);
    return done(undefined);
  });

/** Records that a label was taken off. Faults as of `addToAllowList`. */
export const removeFromAllowList = (
  world: AllowListWorld,
  actor: Actor,
  { list, label, ...input }: RemoveFromAllowList,
): Promise<Result<AllowListOutcome>> =>
  changeList(world, actor, { list, target: `${list}: ${label}, removed`, ...input }, async (tx) =>
    (await removeEntry(tx, list, label, actor.name))
      ? done(undefined)
      : refuse('not-found', `${quoted(label)} is not on that list.`),
  );

/**
 * Records that what the person saw waiting was deployed. Faults as of `addToAllowList`; `conflict`
 * where something else waits by now, of which nobody knows whether a deployment had it.
 */
export const markDeployed = (
  world: AllowListWorld,
  actor: Actor,
  { list, seen, ...input }: MarkDeployed,
): Promise<Result<AllowListOutcome>> =>
  changeList(world, actor, { list, target: `${list}: deployed`, ...input }, async (tx) => {
    const pending = await readPending(tx, list);
    if (pending.length === 0)
      return refuse('precondition', 'Nothing of that list waits for a deployment.');
    const isSeen = pending.every(({ label, changed_at }) =>
      seen.some((one) => one.label === label && one.changedAt === changed_at.toISOString()),
    );
    if (!isSeen || pending.length !== seen.length)
      return refuse(
        'conflict',
        'The list was changed since you looked, so that nobody knows what of it was deployed. ' +
          'Nothing was recorded. Look again.',
      );
    await deployEntries(tx, list, actor.name);
    return done(undefined);
  });
