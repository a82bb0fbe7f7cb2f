import { findBegun, recordOutcome } from '#lib/access/index.ts';
import { refuse, type Fault } from '#lib/kernel/result.ts';
import { notify } from '#lib/notify/index.ts';
import type { Transaction } from '#lib/platform/database/database.ts';
import type { World } from '#lib/platform/world.ts';
import { saveContract } from '../contract-store.ts';
import { removeAliases, repairIndexes, rollBackIndexes } from '../permissions.ts';
import {
  listUnsettled,
  settleChange,
  type ReaderChange,
  type UnsettledChange,
} from '../reader-changes-store.ts';
import type { Contract } from '../requests.ts';
import { listGenerations, recordPrevious } from '../store.ts';
import { areInPlace } from './move-readers.ts';
import { noticeOfRollBack } from './notice-of-roll-back.ts';
import { readReaders } from './read-aliases.ts';
import { giveUpCopies } from '../generations/keep-copy.ts';
import { contractThen } from './roll-back.ts';
import { recordReaders, swappedAliases } from './settle-swap.ts';

type Settling = Pick<World, 'database' | 'search' | 'environment' | 'log'>;

const permissionOf: Readonly<Record<string, { readonly action: string }>> = {
  repair: repairIndexes,
  rollback: rollBackIndexes,
  removal: removeAliases,
};

/** What became of a change, by what the aliases say; null: the search engine may still do it. */
function outcomeOf(
  { kind, isOld, isOvertaken }: UnsettledChange,
  isInPlace: boolean,
): 'done' | 'not-done' | 'overtaken' | null {
  // That readers are there again after another move does not say who brought them.
  if (isInPlace && !(kind === 'rollback' && isOvertaken)) return 'done';
  if (isOvertaken) return 'overtaken';
  return isOld ? 'not-done' : null;
}

const whyNot: Readonly<Record<'not-done' | 'overtaken', Fault>> = {
  'not-done': refuse(
    'unavailable',
    'The process that sent it could not say what became of it. The aliases do not lead where it ' +
      'was to lead them: it was not carried out, or somebody else has moved them since.',
  ).fault,
  overtaken: refuse(
    'unavailable',
    'The process that sent it could not say what became of it. Readers were moved again before ' +
      'that was looked at: whether it was carried out is not known.',
  ).fault,
};

/** What a roll back records that has moved readers. */
async function recordRollBack(
  tx: Transaction,
  name: string,
  current: Contract,
  { actor, moves, removals }: ReaderChange,
): Promise<void> {
  const records = await listGenerations(tx, name);
  const rows = records.filter(({ index }) => moves.some(({ to }) => to === index));
  const generations = Object.fromEntries(rows.map(({ base, index }) => [base, index]));
  const plan = { moves, removals, removeIndexes: [] };
  const then = await contractThen(tx, name, current, rows);
  const aliases = swappedAliases(plan, generations, then.aliases);
  await recordReaders(tx, name, generations, plan, () => false);
  const by = { kind: 'rollback' as const, actor, runName: null };
  await saveContract(tx, name, { aliases, indexes: then.indexes }, by);
}

async function settle(
  world: Settling,
  current: Contract,
  change: UnsettledChange,
  outcome: 'done' | 'not-done' | 'overtaken',
): Promise<boolean> {
  const { kind, actor, reason, at, keptCopies } = change;
  const { name } = world.environment;
  return world.database.transaction(async (tx) => {
    if (!(await settleChange(tx, change, outcome))) return false;
    if (outcome === 'done') {
      const copies = keptCopies.map(({ copy }) => copy);
      await recordPrevious(tx, name, copies);
      if (kind === 'rollback') {
        await recordRollBack(tx, name, current, change);
        await notify(tx, noticeOfRollBack(name, change));
      }
    }
    const action = permissionOf[kind]?.action ?? kind;
    const fault = outcome === 'done' ? null : whyNot[outcome];
    const begun = await findBegun(tx, { actor, action, environment: name }, at);
    await recordOutcome(tx, { begun, action, environment: name, reason, fault });
    return true;
  });
}

/** Copies of what is still there: the request that was to remove it was not carried out. */
async function giveUpUnused(world: Settling, { keptCopies }: ReaderChange): Promise<void> {
  if (keptCopies.length === 0) return;
  const there = new Set((await world.search.indexes()).map(({ name }) => name));
  const unused = keptCopies.filter(({ of }) => there.has(of)).map(({ copy }) => copy);
  await giveUpCopies(world, world.environment.name, unused);
}

/**
 * Finds out what became of what people asked for, where the process that sent it has died or got no
 * answer, and records it: the aliases say it. Rejects with a FaultError when the search side cannot
 * be read, or the database is away; what is left is looked at again.
 */
export async function settleChanges(world: Settling, current: Contract): Promise<void> {
  const { database, environment, log } = world;
  for (const change of await listUnsettled(database, environment.name)) {
    const { kind, moves, removals } = change;
    const readers = await readReaders(world, { moves, removals, removeIndexes: [] });
    const outcome = outcomeOf(change, areInPlace(readers));
    if (outcome === null || !(await settle(world, current, change, outcome))) continue;
    if (outcome === 'not-done') await giveUpUnused(world, change);
    log.warn({ change: kind, outcome }, 'what a person asked for was found out and is recorded');
  }
}
