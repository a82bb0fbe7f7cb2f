import { done, FaultError, type Result } from '#lib/kernel/result.ts';
import type { World } from '#lib/platform/world.ts';
import { listContracts, type StoredContract } from '../contract-store.ts';
import type { ContractVersion, ContractView } from './model.ts';
import type { ContractInForce } from '../read-contract.ts';
import { contractLines } from './contract-text.ts';
import { changedPairs, differenceOf } from './differences.ts';

const shownVersions = 30;

const versionOf = (
  { version, kind, actor, reason, since, aliases }: StoredContract,
  before: StoredContract | undefined,
): ContractVersion => ({
  version,
  kind,
  actor,
  reason: reason === '' ? null : reason,
  at: since.toISOString(),
  differences: before === undefined ? [] : changedPairs(before.aliases, aliases).map(differenceOf),
});

/** The contract as people edit it, and who changed it. `invalid`: it cannot be written as text. */
export async function showContract(
  { database, environment }: Pick<World, 'database' | 'environment'>,
  contract: ContractInForce,
): Promise<Result<ContractView>> {
  const rows = await listContracts(database, environment.name, shownVersions + 1);
  const pipeline = contract.pipeline?.name ?? null;
  try {
    return done({
      environment: environment.name,
      version: contract.version ?? 0,
      lines: contractLines(contract, { version: contract.version, pipeline }),
      pipeline,
      families: contract.planned.indexes.map(({ base }) => base),
      edit: contract.edit,
      versions: rows.slice(0, shownVersions).map((row, at) => versionOf(row, rows[at + 1])),
    });
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return { ok: false, fault: error.fault };
  }
}
