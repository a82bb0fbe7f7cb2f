import type { Actor } from '#lib/access/index.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import type { World } from '#lib/platform/world.ts';
import { describeSettings } from '../contract/compare-with-contract.ts';
import { parseIndexName } from '../generations/names.ts';
import type { AcceptAlias, AcceptPreview, ContractOutcome } from './model.ts';
import { acceptAliases } from '../permissions.ts';
import type { ContractAlias } from '../requests.ts';
import { filterTrouble, inPlaceBases, wrongName } from './contract-text.ts';
import { saveDecided } from './edit-contract.ts';
import { planAccepted, rulesOf, type ContractToChange } from './plan-contract.ts';
import {
  changedSince,
  findUnexpected,
  previewUnexpected,
  type FoundUnexpected,
} from './unexpected-alias.ts';

/** The alias as the contract would name it. */
function asContract(
  change: ContractToChange,
  { name, states }: FoundUnexpected,
): Result<ContractAlias> {
  const { planned } = change.contract;
  const [state, ...more] = states;
  const not = (says: string) => refuse('precondition', sentences('It was not accepted', says));
  if (state === undefined || more.length > 0)
    return not(
      `${quoted(name)} leads to ${String(states.length)} indexes, and the contract leads an ` +
        'alias to one. Leave it on one, or remove it',
    );
  const bases = inPlaceBases(planned);
  const base = bases.has(state.index) ? state.index : parseIndexName(state.index).base;
  const family = planned.indexes.find((one) => one.base === base);
  if (family === undefined)
    return not(`${quoted(state.index)} is of no family that the pipeline builds. Remove the alias`);
  const named = wrongName({ name, follows: base }, rulesOf(change));
  if (named !== null) return not(`The ${named}, or remove the alias`);
  const { filter } = state;
  if (filter === 'foreign')
    return not(
      `The filter of ${quoted(name)} is none that this console can compare. Name the alias in ` +
        'the contract with one that it can, or remove it',
    );
  const trouble = filter === null ? null : filterTrouble(filter, family.fields);
  if (trouble !== null) return not(`The filter of ${quoted(name)} ${trouble}`);
  return done({
    name,
    target: base,
    filter,
    ...(bases.has(base) && { isInPlace: true as const }),
  });
}

async function readAccepted(
  world: World,
  change: ContractToChange,
  alias: string,
): Promise<Result<{ readonly found: FoundUnexpected; readonly accepted: ContractAlias }>> {
  try {
    const found = await findUnexpected(world, change.contract, alias);
    if (!found.ok) return found;
    const accepted = asContract(change, found.value);
    return accepted.ok ? done({ found: found.value, accepted: accepted.value }) : accepted;
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return { ok: false, fault: error.fault };
  }
}

/**
 * What accepting an alias would say of it; nothing is changed. Faults: `not-found`, `precondition`
 * (the contract names it, or cannot), `unavailable`.
 */
export async function previewAccept(
  world: World,
  change: ContractToChange,
  alias: string,
): Promise<Result<AcceptPreview>> {
  const read = await readAccepted(world, change, alias);
  if (!read.ok) return read;
  const { found, accepted } = read.value;
  const settings = describeSettings(found.states[0]?.settings);
  const preview = await previewUnexpected(world, found, [
    ...(settings === null
      ? []
      : [
          `${alias} carries more than a filter (${settings}), which the contract does not name: ` +
            'it shows as drift until it is repaired.',
        ]),
  ]);
  return done({ ...preview, follows: accepted.target });
}

/**
 * Names an alias in the contract as it is, as a new version. No alias moves. Faults: `forbidden`,
 * `invalid`, `conflict`, and those of the preview.
 */
export const acceptAlias = (
  world: World,
  change: ContractToChange,
  actor: Actor,
  { alias, preview, reason, typedName }: AcceptAlias,
): Promise<Result<ContractOutcome>> =>
  saveDecided(world, change, actor, {
    permission: acceptAliases,
    toDo: 'accept an alias into the contract',
    reason,
    typedName,
    async plan() {
      const read = await readAccepted(world, change, alias);
      if (!read.ok) return read;
      const { found, accepted } = read.value;
      if (preview !== undefined && preview !== found.key) return changedSince(alias);
      return planAccepted(world, change, [...change.contract.aliases, accepted]);
    },
  });
