import { auditedEffect, type Actor } from '#lib/access/index.ts';
import { confirmEnvironment } from '#lib/kernel/confirmation.ts';
import { done, FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { World } from '#lib/platform/world.ts';
import { missingRight } from '../contract/check-alias.ts';
import { filterInWords } from '../contract/compare-with-contract.ts';
import { observeAliases, type ObservedAliases } from '../contract/observe-aliases.ts';
import { keepCopies } from '../generations/keep-copy.ts';
import { thenObserved } from '../monitor/observe-now.ts';
import type { RepairAliases, RepairOutcome, RepairPreview } from '../model.ts';
import { repairIndexes } from '../permissions.ts';
import { dropReaderChange, endReaderChange } from '../reader-changes-store.ts';
import type { Contract, KeptCopy, PlannedContract, RecordedMove } from '../requests.ts';
import { listGenerations, recordPrevious } from '../store.ts';
import { brokenLists, runLists } from '../pages/run-lists.ts';
import { notReadBack, readBack } from './move-readers.ts';
import { planKey } from './plan-swap.ts';
import { throwIfSilent } from '../throw-if-silent.ts';
import { planAliasRepair, type PlannedRepair } from './plan-alias-repair.ts';
import {
  findUnrecorded,
  recordedLater,
  recordedNow,
  sendChange,
  withWarning,
} from './send-change.ts';
import { findUnrecordedSwap, refuseUnrecorded } from './unrecorded-swap.ts';

interface ReadRepair extends PlannedRepair {
  readonly observed: ObservedAliases;
  /** Of exactly these moves from exactly these indexes. */
  readonly key: string;
}

/** Null: the account of this console may not list the aliases. */
async function observeIfAllowed(
  ...asked: Parameters<typeof observeAliases>
): Promise<ObservedAliases | null> {
  try {
    return await observeAliases(...asked);
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind === 'forbidden') return null;
    throw error;
  }
}

async function readRepair(
  world: World,
  contract: Contract,
  alias: string | undefined,
): Promise<Result<ReadRepair>> {
  await throwIfSilent(world.search);
  const records = await listGenerations(world.database, world.environment.name);
  const observed = await observeIfAllowed(world.search, contract.aliases, records);
  if (observed === null)
    return refuse('unavailable', `What the aliases are now is not known: ${missingRight}.`);
  const { indexes } = observed;
  const facts = { ...observed, indexes: indexes === null ? null : new Set(indexes.keys()) };
  const planned = planAliasRepair(contract.aliases, facts, alias);
  if (!planned.ok) return planned;
  // What is recorded as live is what readers had before: a repair would lead them back there.
  const moved = await findUnrecordedSwap(world.search, records);
  if (moved !== null) return refuseUnrecorded(moved);
  return done({ ...planned.value, observed, key: planKey(planned.value.plan) });
}

/**
 * What a repair would do now; nothing is changed. Faults: `not-found`, `precondition` (nothing is
 * wrong, or it is not known), `conflict` (a run has not recorded its swap yet), `unavailable`.
 */
export async function previewRepair(
  world: World,
  contract: Contract,
  alias?: string,
): Promise<Result<RepairPreview>> {
  const read = await readRepair(world, contract, alias);
  if (!read.ok) return read;
  const { checks, plan, observed, key } = read.value;
  const seen = new Map(checks.map((check) => [check.name, check]));
  return done({
    environment: world.environment.name,
    moves: plan.moves.map(({ alias: name, to, filter }) => {
      const check = seen.get(name);
      return {
        alias: name,
        before: {
          targets: check?.observed?.targets ?? [],
          filter: check?.observed?.filter ?? null,
          documents: check?.shows ?? null,
        },
        after: { target: to, filter: filterInWords(filter), documents: check?.shouldShow ?? null },
        says: check?.says ?? '',
      };
    }),
    copies: plan.removeIndexes.map((index) => ({
      index,
      documents: observed.indexes?.get(index)?.documents ?? null,
    })),
    request: await world.search.swapText(plan),
    key,
  });
}

interface Repaired {
  readonly outcome: RepairOutcome;
  readonly change: number;
}

/** What was done, and recorded as sent. */
interface Sent {
  readonly change: number;
  readonly moves: readonly Pick<RecordedMove, 'alias'>[];
  readonly keptCopies: readonly KeptCopy[];
  readonly warnings: readonly string[];
}

/** What a repair whose answer was lost has done, where nothing is left to repair. */
async function sentBefore(world: World, alias: string | undefined): Promise<Sent | null> {
  const unrecorded = await findUnrecorded(world, 'repair');
  if (unrecorded === null) return null;
  const { id: change, moves, keptCopies } = unrecorded;
  if (alias !== undefined && moves.every((move) => move.alias !== alias)) return null;
  return { change, moves, keptCopies, warnings: [recordedNow(unrecorded)] };
}

async function sendRepair(
  world: World,
  contract: PlannedContract,
  actor: Actor,
  { alias, preview, reason }: RepairAliases,
): Promise<Result<Sent>> {
  const read = await readRepair(world, contract, alias);
  if (!read.ok) {
    const before = read.fault.kind === 'precondition' ? await sentBefore(world, alias) : null;
    return before === null ? read : done(before);
  }
  const { plan, checks, key } = read.value;
  if (preview !== undefined && preview !== key)
    return refuse(
      'conflict',
      `Something has changed since the preview: ${checks.map(({ says }) => says).join(' ')} ` +
        'Look at it again.',
    );
  const { name: environment } = world.environment;
  const keptCopies = await keepCopies(world, environment, null, contract, plan.removeIndexes);
  const sent = await sendChange(world, {
    change: { kind: 'repair', actor: actor.name, reason, keptCopies },
    plan,
    seals: keptCopies.map(({ copy }) => copy),
    again: 'the repair does what is left to do, or records it',
  });
  if (!sent.ok) return sent;
  return done({ change: sent.value, moves: plan.moves, keptCopies, warnings: [] });
}

async function repair(
  world: World,
  contract: PlannedContract,
  actor: Actor,
  input: RepairAliases,
): Promise<Result<Repaired>> {
  const { name: environment } = world.environment;
  const sent = await sendRepair(world, contract, actor, input);
  if (!sent.ok) return sent;
  const { change, moves, keptCopies } = sent.value;
  const checks = await readBack(world, async () => {
    const records = await listGenerations(world.database, environment);
    return (await observeAliases(world.search, contract.aliases, records)).checks;
  });
  const repaired = moves.map((move) => move.alias);
  const wrong = (checks ?? []).filter(
    (check) => repaired.includes(check.name) && check.state !== 'matches',
  );
  if (wrong.length === repaired.length) {
    await dropReaderChange(world.database, change);
    return refuse(
      'conflict',
      `${listWords(repaired, 'and')} did not stay as repaired: another client moves what is moved.`,
    );
  }
  const lists = await runLists(world.search, contract, repaired);
  const warnings = [
    ...sent.value.warnings,
    ...(checks === null ? [notReadBack] : []),
    ...wrong.map(({ says }) => `Read back after the repair: ${says}`),
    ...brokenLists(lists, 'repair'),
  ];
  return done({
    outcome: { environment, repaired, keptCopies, aliases: checks ?? [], lists, warnings },
    change,
  });
}

/**
 * Puts wrong aliases right in one request, reads them back and runs the list queries of the pages
 * that read them. An index that holds the name of one is copied, and makes way in that request.
 * Faults: `forbidden`, `invalid`, `conflict` (something changed since the preview, or at the same
 * time, or a run has not recorded its swap yet; nothing was done), `precondition`, `unavailable`.
 */
export async function repairAliases(
  world: World,
  contract: PlannedContract,
  actor: Actor,
  input: RepairAliases,
): Promise<Result<RepairOutcome>> {
  const { environment } = world;
  const what = {
    permission: repairIndexes,
    target: input.alias ?? 'all aliases',
    targetOf: ({ outcome }: Repaired) => outcome.repaired.join(', '),
    reason: input.reason,
    confirmed: confirmEnvironment(environment, input.typedName, 'repair an alias'),
  };
  const result = await auditedEffect(
    world,
    actor,
    what,
    () => repair(world, contract, actor, input),
    async (tx, { outcome, change }) => {
      await recordPrevious(
        tx,
        environment.name,
        outcome.keptCopies.map(({ copy }) => copy),
      );
      await endReaderChange(tx, change, null);
    },
    (value) => ({ ...value, outcome: withWarning(value.outcome, recordedLater) }),
  );
  return thenObserved(world, contract, result.ok ? done(result.value.outcome) : result);
}
