import { done, FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';
import { errorFacts } from '#lib/platform/log.ts';
import type { World } from '#lib/platform/world.ts';
import { keepCopies } from '../generations/keep-copy.ts';
import { mendReaders, type Aftermath } from './mend-readers.ts';
import { moveReaders } from './move-readers.ts';
import { readAliasStates, type ReadersAfterSwap } from './read-aliases.ts';
import type { RecordedSwap, SwapGenerations, SwapOutcome } from '../requests.ts';
import { settleSwap } from './settle-swap.ts';

const wasCarriedOut = (readers: ReadersAfterSwap): boolean => readers.wasCarriedOut;

const recording: RetryPolicy = { attempts: 5, firstDelayMs: 100, maxDelayMs: 1_000 };

const unrecordedSays =
  'The readers have moved, but that could not be recorded. It is recorded as soon as it can be; ' +
  'until then no reader can be rolled back.';

/** Readers have moved: what goes wrong from here on is reported and undoes nothing. */
async function settleAndVerify(
  world: World,
  wanted: SwapGenerations,
  swap: RecordedSwap,
): Promise<Aftermath> {
  const { environment, run, generations } = wanted;
  const warnings: string[] = [];
  try {
    await retry(
      recording,
      () => true,
      () =>
        settleSwap(world, {
          environment,
          run,
          generations,
          swap,
          contract: { aliases: wanted.aliases, indexes: wanted.indexes },
        }),
    );
  } catch (error) {
    world.log.warn(errorFacts(error), 'a swap could not be recorded');
    warnings.push(unrecordedSays);
  }
  const aftermath = await mendReaders(world, swap);
  return { ...aftermath, warnings: [...warnings, ...aftermath.warnings] };
}

async function doSwap(world: World, wanted: SwapGenerations): Promise<Result<SwapOutcome>> {
  const first = await readAliasStates(world.search, wanted);
  if (!first.ok) return first;
  const keptCopies = await keepCopies(
    world,
    wanted.environment,
    wanted.run,
    wanted,
    first.value.plan.removeIndexes,
  );

  // Copying takes minutes: read again, so that the compare-and-set compares with what is true now.
  const planned = await readAliasStates(world.search, wanted);
  if (!planned.ok) return planned;
  const { isDone } = planned.value;
  const { decision = null } = wanted;
  const plan = { ...planned.value.plan, ...(decision !== null && { decision }) };
  const appeared = plan.removeIndexes.find(
    (name) => !first.value.plan.removeIndexes.includes(name),
  );
  if (appeared !== undefined) {
    return refuse(
      'conflict',
      `An index called ${appeared} appeared under the name of an alias while the swap was ` +
        'prepared.',
      { alias: appeared },
    );
  }
  const previous = Object.fromEntries(
    Object.keys(wanted.generations).map((base) => {
      const [from] = plan.moves.find((move) => move.alias === base)?.from ?? [];
      return [base, from === undefined || from === wanted.generations[base] ? null : from];
    }),
  );
  if (!(await world.database.transaction((tx) => wanted.guard(tx, plan))))
    return refuse('conflict', `${wanted.run.name} has lost its lease to another worker`);
  // No late writer of this run, or of the copies that it made, comes behind the readers.
  const seals = [...Object.values(wanted.generations), ...keptCopies.map(({ copy }) => copy)];
  const refusal = isDone ? null : await moveReaders(world, plan, seals, wasCarriedOut);
  if (refusal !== null) return { ok: false, fault: refusal };
  const at = world.clock.now();
  return done({ at, keptCopies, previous, ...(await settleAndVerify(world, wanted, plan)) });
}

/**
 * Moves every alias of the contract to the run's generations in one request, as a compare-and-set
 * (OpenSearch, aliases API). First cut-over: a concrete index that holds an alias' name is copied,
 * then removed in that same request (`remove_index`). Faults: `conflict` (aliases moved meanwhile,
 * lease lost), `precondition` (an alias on several indexes or one that would be lost or is not
 * seen, a copy that cannot be complete), `unavailable`. Whether readers have moved after a fault
 * that came later than `guard` is said by `readReaders` alone. Repeating it after a death at any
 * point is harmless.
 */
export async function swapGenerations(
  world: World,
  wanted: SwapGenerations,
): Promise<Result<SwapOutcome>> {
  try {
    return await doSwap(world, wanted);
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}
