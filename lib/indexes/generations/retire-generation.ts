import { auditedEffect, type Actor } from '#lib/access/index.ts';
import { confirmEnvironment } from '#lib/kernel/confirmation.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { isBlocked } from '#lib/platform/search/refusals.ts';
import type { World } from '#lib/platform/world.ts';
import { newestContracts } from '../contract-store.ts';
import type { RetireGeneration, RetireOutcome } from './model.ts';
import { retireIndexes } from '../permissions.ts';
import { refuseUnseenAnywhere } from '../readers/find-unseen.ts';
import { listGenerations } from '../store.ts';
import { throwIfSilent } from '../throw-if-silent.ts';
import { dropIndexes } from './drop-indexes.ts';
import { planRemoval } from './plan-removal.ts';

async function retire(world: World, generation: string): Promise<Result<RetireOutcome>> {
  const { search, database } = world;
  const { name: environment } = world.environment;
  await throwIfSilent(search);
  const [records, states, infos] = await Promise.all([
    listGenerations(database, environment),
    search.aliases(),
    search.indexes('*', { isCounted: false }),
  ]);
  const concrete = new Set(infos.map(({ name }) => name));
  const planned = planRemoval(records, generation, states, concrete);
  if (!planned.ok) return planned;
  const [contract] = await newestContracts(database, [environment]);
  const names = contract?.aliases.map(({ name }) => name) ?? [];
  const seen = await refuseUnseenAnywhere(search, names, states, concrete);
  if (!seen.ok) return seen;
  const { dropped: retired, refusals } = await dropIndexes(world, environment, planned.value);
  const blocked = refusals.find(({ fault }) => isBlocked(fault));
  if (retired.length === 0 && blocked !== undefined) return { ok: false, fault: blocked.fault };
  if (retired.length === 0)
    return refuse(
      'conflict',
      `An alias leads to ${generation} since a moment ago: nothing was dropped.`,
    );
  const warnings = refusals.map(({ index, fault }) =>
    sentences(`Still there: ${index}`, fault.says),
  );
  return done({ environment, retired, warnings });
}

/**
 * Drops a generation that nobody reads and nobody will go back to. It cannot be brought back; its
 * record stays. Faults: `forbidden`, `invalid`, `not-found`, `precondition`, `conflict`,
 * `unavailable`.
 */
export function retireGeneration(
  world: World,
  actor: Actor,
  input: RetireGeneration,
): Promise<Result<RetireOutcome>> {
  const { environment } = world;
  return auditedEffect(
    world,
    actor,
    {
      permission: retireIndexes,
      target: input.generation,
      reason: input.reason,
      confirmed: confirmEnvironment(environment, input.typedName, 'retire a generation'),
    },
    () => retire(world, input.generation),
    // Each index is recorded as it goes.
    () => Promise.resolve(),
  );
}
