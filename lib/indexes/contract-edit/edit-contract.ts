import { audited, mayBegin, type Actor, type Permission } from '#lib/access/index.ts';
import { may } from '#lib/access/model.ts';
import { confirmEnvironment } from '#lib/kernel/confirmation.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import type { World } from '#lib/platform/world.ts';
import { decideContract, lockCluster, lockContract, newestContracts } from '../contract-store.ts';
import type {
  ContractOutcome,
  ContractPreview,
  EditContract,
  PreviewContract,
  ResetContract,
} from './model.ts';
import { thenObserved } from '../monitor/observe-now.ts';
import { editAliasContract, resetAliasContract } from '../permissions.ts';
import type { ContractAlias } from '../requests.ts';
import { takenBy } from './contract-text.ts';
import { auditedChanges, changedPairs, differenceOf } from './differences.ts';
import {
  planContract,
  refuseStale,
  type ContractToChange,
  type PlannedChange,
} from './plan-contract.ts';

/** What would be saved and what that changes; nothing is. Faults as of `planContract`. */
export async function previewContract(
  world: World,
  change: ContractToChange,
  actor: Actor,
  { text, version }: PreviewContract,
): Promise<Result<ContractPreview>> {
  const allowed = may(actor, editAliasContract, world.environment);
  if (!allowed.ok) return allowed;
  const planned = await planContract(world, change, { text: text ?? null, version });
  return planned.ok ? done(planned.value.preview) : planned;
}

interface Saving {
  readonly permission: Permission;
  readonly toDo: string;
  readonly reason: string;
  readonly typedName: string | undefined;
  plan(): Promise<Result<PlannedChange>>;
}

/**
 * Why these aliases cannot be named: an environment on the same cluster has come to name one since
 * they were planned. Null: none has. Nobody else saves a contract there until the transaction ends.
 */
async function refuseTaken(
  tx: Sql,
  { cluster, neighbours, contract }: ContractToChange,
  aliases: readonly ContractAlias[],
): Promise<{ readonly ok: false; readonly fault: Fault } | null> {
  if (cluster === null || neighbours.length === 0) return null;
  await lockCluster(tx, cluster);
  const owners = new Map(
    (await newestContracts(tx, neighbours)).flatMap((one) =>
      [...one.aliases, ...(one.decision?.aliases ?? [])].map(
        ({ name }) => [name, one.environment] as const,
      ),
    ),
  );
  const known = new Set([...contract.planned.aliases, ...contract.aliases].map(({ name }) => name));
  for (const { name } of aliases) {
    const owner = known.has(name) ? undefined : owners.get(name);
    if (owner !== undefined)
      return refuse('invalid', `Nothing was changed. ${quoted(name)} ${takenBy(owner)}.`);
  }
  return null;
}

/**
 * Saves what was planned as a new version, unless another one was saved meanwhile. The search
 * engine is asked before the transaction: the embedded one is in the same database.
 */
export async function saveDecided(
  world: World,
  change: ContractToChange,
  actor: Actor,
  { permission, toDo, reason, typedName, plan }: Saving,
): Promise<Result<ContractOutcome>> {
  const { contract } = change;
  const { name: environment } = world.environment;
  const asked = {
    permission,
    reason,
    confirmed: confirmEnvironment(world.environment, typedName, toDo),
  };
  const begins = mayBegin(world, actor, asked);
  const planned = begins.ok ? await plan() : begins;
  const { indexes } = contract.planned;
  const what = {
    ...asked,
    target: 'the alias contract',
    targetOf: ({ version }: ContractOutcome) => `the alias contract, version ${String(version)}`,
    ...(planned.ok && { changed: auditedChanges(planned.value.changed, indexes) }),
  };
  const saved = await audited(world, actor, what, async (tx) => {
    if (!planned.ok) return planned;
    const { aliases, changed, version: from } = planned.value;
    const taken = await refuseTaken(tx, change, aliases);
    if (taken !== null) return taken;
    await lockContract(tx, environment);
    const [newest] = await newestContracts(tx, [environment]);
    if (newest !== undefined && newest.version !== from)
      return refuseStale(tx, contract, from, newest);
    const isOwn = changedPairs(contract.planned.aliases, aliases).length === 0;
    const version = await decideContract(
      tx,
      environment,
      { aliases, indexes: contract.indexes },
      {
        actor: actor.name,
        runName: null,
        reason,
        ...(isOwn
          ? { kind: 'reset' }
          : {
              kind: 'edit',
              madeFrom: {
                pipeline: contract.pipeline ?? null,
                aliases: contract.planned.aliases,
              },
            }),
      },
    );
    return done({ environment, version, differences: changed.map(differenceOf) });
  });
  return thenObserved(world, contract, saved);
}

/**
 * Saves a contract that an admin has written. It is in force at once, and the syncs after it go by
 * it until the pipeline plans something else. No alias moves. Faults: `forbidden`, and those of
 * `planContract`.
 */
export const editContract = (
  world: World,
  change: ContractToChange,
  actor: Actor,
  { text, version, reason, typedName }: EditContract,
): Promise<Result<ContractOutcome>> =>
  saveDecided(world, change, actor, {
    permission: editAliasContract,
    toDo: 'edit the alias contract',
    reason,
    typedName,
    plan: () => planContract(world, change, { text, version }),
  });

/** Back to the pipeline's own contract. Faults as of `editContract`. */
export const resetContract = (
  world: World,
  change: ContractToChange,
  actor: Actor,
  { version, reason, typedName }: ResetContract,
): Promise<Result<ContractOutcome>> =>
  saveDecided(world, change, actor, {
    permission: resetAliasContract,
    toDo: 'go back to the pipeline’s own contract',
    reason,
    typedName,
    plan: () =>
      planContract(world, change, {
        text: null,
        version: version ?? change.contract.version ?? 0,
      }),
  });
