import type { ConsoleWorld, World } from '#lib/platform/world.ts';
import { overviewFrom } from './get-index-overview.ts';
import { findingsOf } from './health/get-cluster-health.ts';
import { observeHealth } from './health/observe-health.ts';
import { driftBeginnings } from './monitor/observation-store.ts';
import { hasDrifted, isHarmful, isUnbuilt } from './model.ts';
import type { HealthFinding, IndexesShell } from './health/model.ts';
import type { ContractInForce } from './read-contract.ts';
import { recordedIn } from './recorded-of.ts';
import type { Generation } from './store.ts';

function countStates(findings: readonly HealthFinding[]): IndexesShell['health'] {
  const counts = {
    good: 0,
    'worth-a-look': 0,
    'needs-a-person': 0,
    'not-known': 0,
    'not-applicable': 0,
  };
  for (const { state } of findings) counts[state] += 1;
  return counts;
}

/**
 * By environment, from the records of the generations of all of them; an engine that is slow is not
 * waited for longer than `withinMs`. `contracts` are those of the environments, by name.
 */
export async function indexesShell<E extends World>(
  { environments }: Pick<ConsoleWorld<E>, 'environments'>,
  contracts: ReadonlyMap<string, ContractInForce>,
  rows: readonly Generation[],
  withinMs: number,
): Promise<ReadonlyMap<string, IndexesShell>> {
  const [first] = environments;
  const names = environments.map(({ environment }) => environment.name);
  const recorded: ReadonlyMap<string, string> =
    first === undefined ? new Map() : await recordedIn(first.database, names, rows);
  const shells = environments.map(async (world) => {
    const { name } = world.environment;
    const contract = contracts.get(name) ?? { aliases: [], indexes: [], pages: [], version: null };
    const own = rows.filter((row) => row.environment === name);
    const [view, health] = await Promise.all([
      overviewFrom(own, world, contract, name, { withinMs, known: recorded.get(name) }),
      observeHealth(world, withinMs),
    ]);
    const findings = findingsOf(health.value, view.generations);
    const shell: IndexesShell = {
      aliases: view.aliases.length,
      drifted: view.aliases.filter(hasDrifted),
      driftSince: {},
      usersSee: view.affected.byAlias,
      unknown: view.aliases.filter(({ state }) => state === 'not-known'),
      beingFilled: view.ahead.length === 0 ? null : view.affected.says.join(' '),
      isUnbuilt: isUnbuilt(view),
      unwell: findings.filter(({ state }) => state === 'needs-a-person'),
      health: countStates(findings),
      harmful: view.generationChecks.filter(isHarmful),
      refused: view.refused,
      asOf: view.asOf,
      failedSince: view.failedSince,
    };
    return [name, shell] as const;
  });
  return new Map(await withBeginnings(environments, await Promise.all(shells)));
}

/** One statement, and none where nothing has drifted: before the first sync nothing can have. */
async function withBeginnings(
  environments: readonly Pick<World, 'database'>[],
  shells: readonly (readonly [string, IndexesShell])[],
): Promise<readonly (readonly [string, IndexesShell])[]> {
  const names = shells
    .filter(
      ([, { drifted, harmful, isUnbuilt: isBefore }]) =>
        !isBefore && drifted.length + harmful.length > 0,
    )
    .map(([name]) => name);
  const [first] = environments;
  if (first === undefined || names.length === 0) return shells;
  const begun = (await driftBeginnings(first.database, names)).filter(
    ({ about }) => about !== 'unexpected',
  );
  return shells.map(([name, shell]) => {
    const own = begun.filter(({ environment }) => environment === name);
    const driftSince = Object.fromEntries(
      own.map((one) => [one.name, one.since.toISOString()] as const),
    );
    return [name, { ...shell, driftSince }] as const;
  });
}
