import { auditedEffect, type Actor } from '#lib/access/index.ts';
import { confirmEnvironment } from '#lib/kernel/confirmation.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { World } from '#lib/platform/world.ts';
import { filterInWords } from '../contract/compare-with-contract.ts';
import { observeAliases, type ObservedAliases } from '../contract/observe-aliases.ts';
import { keepCopies } from '../generations/keep-copy.ts';
import type { RepairAliases, RepairOutcome, RepairPreview } from '../model.ts';
import { repairIndexes } from '../permissions.ts';
import { addReaderChange } from '../reader-changes-store.ts';
import type { Contract, PlannedContract, RecordedSwap } from '../requests.ts';
import { listGenerations, recordPrevious } from '../store.ts';
import { runLists } from '../pages/run-lists.ts';
import { areInPlace, moveReaders, withUnknownReaders } from './move-readers.ts';
import { planKey } from './plan-key.ts';
import { planAliasRepair, type PlannedRepair } from './plan-alias-repair.ts';

interface ReadRepair extends PlannedRepair {
  readonly observed: ObservedAliases;
  /** Of exactly these moves from exactly these places. */
  readonly key: string;
}

async function readRepair(
  world: World,
  contract: Contract,
  alias: string | undefined,
): Promise<Result<ReadRepair>> {
  const records = await listGenerations(world.database, world.environment.name);
  const observed = await observeAliases(world.search, contract.aliases, records);
  const { checks, states, indexes } = observed;
  const names = indexes === null ? null : new Set(indexes.keys());
  const planned = planAliasRepair(contract.aliases, { checks, states, indexes: names }, alias);
  if (!planned.ok) return planned;
  return done({ ...planned.value, observed, key: planKey(planned.value.plan) });
}

/**
 * What a repair would do now; nothing is changed. Faults: `not-found`, `precondition` (nothing is
 * wrong, or it is not known), `unavailable`.
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
  readonly plan: RecordedSwap;
}

async function repair(
  world: World,
  contract: PlannedContract,
  { alias, preview }: RepairAliases,
): Promise<Result<Repaired>> {
  const { name: environment } = world.environment;
  const read = await readRepair(world, contract, alias);
  if (!read.ok) return read;
  const { plan, checks, key } = read.value;
  if (preview !== undefined && preview !== key)
    return refuse(
      'conflict',
      `Something has changed since the preview: ${checks.map(({ says }) => says).join(' ')} ` +
        'Look at it again.',
    );
  const keptCopies = await keepCopies(world, environment, null, contract, plan.removeIndexes);
  const fault = await moveReaders(
    world,
    plan,
    keptCopies.map(({ copy }) => copy),
    areInPlace,
  );
  if (fault !== null)
    return {
      ok: false,
      fault: withUnknownReaders(fault, 'the repair does what is left to do'),
    };
  const records = await listGenerations(world.database, environment);
  const after = await observeAliases(world.search, contract.aliases, records);
  const repaired = plan.moves.map((move) => move.alias);
  const wrong = after.checks.filter(
    (check) => repaired.includes(check.name) && check.state !== 'matches',
  );
  if (wrong.length === repaired.length)
    return refuse(
      'conflict',
      `${listWords(repaired, 'and')} did not stay as repaired: another client moves what is moved.`,
    );
  const lists = await runLists(world.search, contract, repaired);
  const warnings = [
    ...wrong.map(({ says }) => `Read back after the repair: ${says}`),
    ...lists.flatMap(({ title, says }) =>
      says === null ? [] : [`Run after the repair: the list “${title}” does not work. ${says}`],
    ),
  ];
  return done({
    outcome: { environment, repaired, keptCopies, aliases: after.checks, lists, warnings },
    plan,
  });
}

/**
 * Puts wrong aliases right in one request, reads them back and runs the list queries of the pages
 * that read them. An index that holds the name of one is copied, and makes way in that request.
 * Faults: `forbidden`, `invalid`, `conflict` (something changed since the preview, or at the same
 * time; nothing was done), `precondition`, `unavailable`.
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
    () => repair(world, contract, input),
    async (tx, { outcome, plan }) => {
      await recordPrevious(
        tx,
        environment.name,
        outcome.keptCopies.map(({ copy }) => copy),
      );
      await addReaderChange(tx, {
        environment: environment.name,
        kind: 'repair',
        actor: actor.name,
        reason: input.reason,
        runName: null,
        moves: plan.moves,
        keptCopies: outcome.keptCopies,
        marks: null,
      });
    },
  );
  return result.ok ? done(result.value.outcome) : result;
}
