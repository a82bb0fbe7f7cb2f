import { quoted } from '#lib/kernel/free-text.ts';
import type { Complaints } from '#lib/kernel/yaml-text.ts';
import { FaultError, mayPass, refuse, done, type Fault, type Result } from '#lib/kernel/result.ts';
import type { AliasState, CountQuestion, IndexInfo } from '#lib/platform/search/port.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import type { World } from '#lib/platform/world.ts';
import { expectedTargets } from '../contract/expected-targets.ts';
import { contractOfVersion, type StoredContract } from '../contract-store.ts';
import { contractText, type ContractPreview } from './model.ts';
import type { ContractInForce } from '../read-contract.ts';
import type { ContractAlias } from '../requests.ts';
import { listGenerations, type Generation } from '../store.ts';
import { pageInWords } from '../pages/users-page.ts';
import { throwIfSilent } from '../throw-if-silent.ts';
import {
  contractLines,
  readContractText,
  whyTooLong,
  type ContractRules,
} from './contract-text.ts';
import {
  changedPairs,
  differenceOf,
  differencesInWords,
  isDifferent,
  pairsOf,
  type AliasPair,
} from './differences.ts';
import { whyForeign } from './unexpected-alias.ts';

/** What a new contract of an environment has to fit. */
export interface ContractToChange {
  readonly contract: ContractInForce;
  readonly pipelines: readonly string[];
  /** Names that other environments write to on the same cluster, and which environment. */
  readonly taken: ReadonlyMap<string, string>;
  /** Null: the search side is the environment's own. */
  readonly cluster: string | null;
  /** The other environments on it. */
  readonly neighbours: readonly string[];
}

export interface PlannedChange {
  readonly aliases: readonly ContractAlias[];
  readonly changed: readonly AliasPair[];
  readonly preview: ContractPreview;
  /** The version that it was made from. */
  readonly version: number;
}

export const rulesOf = ({ contract, pipelines, taken }: ContractToChange): ContractRules => ({
  planned: contract.planned,
  pipeline: contract.pipeline?.name ?? null,
  pipelines,
  taken,
});

/** Each once, in the order of the lines. */
const inOrder = ({ found }: Complaints): Complaints['found'] =>
  found
    .filter(
      ({ line, says }, at) =>
        found.findIndex((one) => one.line === line && one.says === says) === at,
    )
    .toSorted((a, b) => a.line - b.line);

/** The first complaints, a sentence each; by its line for whoever shows them beside the text. */
function refuseText(complaints: Complaints): { readonly ok: false; readonly fault: Fault } {
  const fields: Record<string, string> = {};
  const found = inOrder(complaints);
  for (const { line, says } of found) {
    const key = `line ${String(line)}`;
    fields[key] = [fields[key], says].filter((one) => one !== undefined).join(' ');
  }
  const says = [
    'Nothing was changed.',
    ...found.map((one) => `Line ${String(one.line)}: ${one.says}`),
    ...(complaints.more === 0 ? [] : [`And ${String(complaints.more)} more.`]),
  ].join(' ');
  return { ok: false, fault: { kind: 'invalid', says, fields } };
}

/** What somebody else has made of the contract meanwhile. */
export async function refuseStale(
  sql: Sql,
  { planned }: Pick<ContractInForce, 'planned'>,
  from: number,
  newest: StoredContract,
): Promise<{ readonly ok: false; readonly fault: Fault }> {
  const base = await contractOfVersion(sql, newest.environment, from);
  const differences = changedPairs((base ?? planned).aliases, newest.aliases).map(differenceOf);
  const what = differences.length === 0 ? 'It names the same' : differencesInWords(differences);
  return {
    ok: false,
    fault: {
      kind: 'conflict',
      says:
        `${newest.actor} has saved version ${String(newest.version)} since version ` +
        `${String(from)}, from which this was made. ${what}. Nothing was changed. Bring that in, ` +
        `and save it as made from version ${String(newest.version)}.`,
      stale: {
        version: newest.version,
        changedBy: newest.actor,
        changedAt: newest.since.toISOString(),
        now: {},
      },
    },
  };
}

interface Observed {
  readonly states: readonly AliasState[];
  readonly indexes: ReadonlyMap<string, IndexInfo>;
  readonly records: readonly Generation[];
  /** By family, the index on which a filter is tried: the one that readers should get, if any. */
  readonly tried: ReadonlyMap<string, string>;
  readonly live: ReadonlyMap<string, string>;
}

async function observe(world: World, contract: ContractInForce): Promise<Observed> {
  await throwIfSilent(world.search);
  const records = await listGenerations(world.database, world.environment.name);
  const [states, infos] = await Promise.all([world.search.aliases(), world.search.indexes()]);
  const indexes = new Map(infos.map((info) => [info.name, info]));
  const live = expectedTargets(contract.aliases, records, states);
  const tried = new Map(
    contract.planned.indexes.flatMap(({ base }): [string, string][] => {
      const read = live.get(base);
      if (read !== undefined && indexes.has(read)) return [[base, read]];
      const other = records.find((row) => row.base === base && indexes.has(row.index));
      return other === undefined ? [] : [[base, other.index]];
    }),
  );
  return { states, indexes, records, tried, live };
}

/** `null`: not asked. */
type Counted = Result<number> | null;

async function countEach(
  world: World,
  questions: readonly (CountQuestion | null)[],
): Promise<readonly Counted[]> {
  const asked = questions.filter((question) => question !== null);
  const answers = asked.length === 0 ? [] : await world.search.counts(asked);
  let next = 0;
  return questions.map((question) => (question === null ? null : (answers[next++] ?? null)));
}

const valueOf = (counted: Counted | undefined): number | null =>
  counted?.ok === true ? counted.value : null;

/** What says nothing about the contract: the search engine did not answer, or not this account. */
const isNotKnown = (fault: Fault): boolean =>
  mayPass(fault) || fault.kind === 'not-found' || fault.kind === 'forbidden';
const nothingChanged = 'Nothing was changed.';
const notKnown = (says: string) =>
  refuse(
    'unavailable',
    `Whether the search engine takes the filters is not known: ${says}` +
      (says.endsWith(nothingChanged) ? '' : ` ${nothingChanged}`),
  );

function notesOf(
  { contract }: ContractToChange,
  changed: readonly AliasPair[],
  untried: readonly string[],
  { states }: Observed,
  isObserved: boolean,
): readonly string[] {
  const gone = changed.filter(({ after }) => after === null).map(({ alias }) => alias);
  return [
    ...gone.flatMap((alias) =>
      contract.pages
        .filter(({ reads }) => reads === alias)
        .map(
          (page) =>
            `${pageInWords(page)} reads ${alias}: nothing watches it ` +
            'any more, and no later sync leads it to what is new.',
        ),
    ),
    ...gone
      .filter((alias) => states.some(({ name }) => name === alias))
      .map(
        (alias) =>
          `${alias} stays where it leads until somebody removes it: it shows as not named by the ` +
          'contract.',
      ),
    ...untried.map(
      (alias) => `The filter of ${alias} could not be tried: its family has no index yet.`,
    ),
    'No alias moves by this. What differs from the new contract shows as drift, and Repair puts ' +
      'it right at once; ' +
      (isObserved
        ? 'the Integration service goes on making its own aliases.'
        : 'else the next sync leads its aliases so.'),
  ];
}

/**
 * Why a name that is new in the contract is not free: the next swap would take it from whoever has
 * it. What the pipeline itself plans is its own.
 */
function whyTaken(
  { aliases, planned }: ContractInForce,
  { alias, before }: AliasPair,
  { indexes, states }: Observed,
): string | null {
  if (before !== null || planned.aliases.some(({ name }) => name === alias)) return null;
  const why = indexes.has(alias)
    ? `${quoted(alias)} is an index, not an alias: it is for whoever made it to change`
    : whyForeign({ aliases }, alias, states);
  return why === null ? null : `${why}. Choose another name.`;
}

async function previewAliases(
  world: World,
  change: ContractToChange,
  aliases: readonly ContractAlias[],
  complain: (alias: string, key: 'name' | 'filter', says: string) => void,
): Promise<Result<ContractPreview>> {
  const { contract } = change;
  const observed = await observe(world, contract);
  const pairs = pairsOf(contract.aliases, aliases);
  for (const pair of pairs) {
    const taken = whyTaken(contract, pair, observed);
    if (taken !== null) complain(pair.alias, 'name', taken);
  }
  const counted = await countEach(world, [
    ...pairs.map(({ alias }) =>
      observed.states.some(({ name }) => name === alias) || observed.indexes.has(alias)
        ? { target: alias }
        : null,
    ),
    ...pairs.map(({ after }) => {
      const target = after === null ? undefined : observed.tried.get(after.target);
      if (target === undefined || after === null) return null;
      return after.filter === null ? { target } : { target, condition: after.filter };
    }),
  ]);
  const untried: string[] = [];
  for (const [at, { alias, after }] of pairs.entries()) {
    if (after?.filter == null) continue;
    const result = counted[pairs.length + at] ?? null;
    if (result === null) untried.push(alias);
    else if (!result.ok && isNotKnown(result.fault)) return notKnown(result.fault.says);
    else if (!result.ok)
      complain(alias, 'filter', 'the search engine refuses this filter. Correct it.');
  }
  const { name: environment, driver } = world.environment;
  const changed = pairs.filter(isDifferent);
  return done({
    environment,
    version: contract.version ?? 0,
    aliases: pairs.map((pair, at) => ({
      ...differenceOf(pair),
      isChanged: isDifferent(pair),
      shows: valueOf(counted[at]),
      wouldShow:
        pair.after === null || !observed.live.has(pair.after.target)
          ? null
          : valueOf(counted[pairs.length + at]),
    })),
    notes: notesOf(change, changed, untried, observed, driver === 'observed'),
  });
}

interface Wanted {
  /** Null: the pipeline's own contract. */
  readonly text: string | null;
  readonly version: number | undefined;
}

function readWanted(
  change: ContractToChange,
  { text, version }: Wanted,
): Result<{
  readonly aliases: readonly ContractAlias[];
  readonly version: number | undefined;
  readonly complaints: Complaints | null;
}> {
  const { contract } = change;
  if (text === null) return done({ aliases: contract.planned.aliases, version, complaints: null });
  const { value, complaints } = readContractText(text, rulesOf(change));
  if (value === null) return refuseText(complaints);
  return done({
    aliases: value.aliases,
    version: version ?? value.version ?? undefined,
    complaints,
  });
}

/** Whether saving it would change nothing, not even what the next sync goes by. */
function isSaved({ contract }: ContractToChange, aliases: readonly ContractAlias[]): boolean {
  if (changedPairs(contract.aliases, aliases).length > 0) return false;
  const isOwn = changedPairs(contract.planned.aliases, aliases).length === 0;
  return contract.edit === null ? isOwn : !isOwn && contract.edit.isForNextSync;
}

async function planAliases(
  world: World,
  change: ContractToChange,
  aliases: readonly ContractAlias[],
  version: number,
  complaints: Complaints | null,
): Promise<Result<PlannedChange>> {
  if (isSaved(change, aliases))
    return refuse('precondition', 'There is nothing to change: the contract says just that.');
  const { contract } = change;
  const written = contractText({
    lines: contractLines(
      { aliases, indexes: contract.planned.indexes },
      { version: version + 1, pipeline: contract.pipeline?.name ?? null },
    ),
  });
  const tooLong = whyTooLong(written);
  if (tooLong !== null)
    return refuse(
      'invalid',
      `Nothing was changed. Written out as the console shows it, the contract would have ` +
        `${tooLong}. Shorten its filters.`,
    );
  const refused: string[] = [];
  const preview = await previewAliases(world, change, aliases, (alias, key, says) => {
    refused.push(key === 'filter' ? `The filter of ${alias}: ${says}` : says);
    const at = aliases.findIndex(({ name }) => name === alias);
    complaints?.add(['aliases', at, key], says);
  });
  if (!preview.ok) return preview;
  if (complaints !== null && complaints.found.length > 0) return refuseText(complaints);
  if (refused.length > 0) return refuse('invalid', ['Nothing was changed.', ...refused].join(' '));
  return done({
    aliases,
    version,
    changed: changedPairs(change.contract.aliases, aliases),
    preview: preview.value,
  });
}

async function orFault<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    return mayPass(error.fault) ? notKnown(error.fault.says) : { ok: false, fault: error.fault };
  }
}

/**
 * What a new contract would change. Faults: `invalid` (with every line that is wrong), `conflict`
 * (somebody has saved another version meanwhile), `precondition` (it changes nothing),
 * `unavailable` (the search engine does not say whether it takes the filters).
 */
export const planContract = (
  world: World,
  change: ContractToChange,
  wanted: Wanted,
): Promise<Result<PlannedChange>> =>
  orFault(async () => {
    const read = readWanted(change, wanted);
    if (!read.ok) return read;
    const { aliases, version, complaints } = read.value;
    const newest = change.contract.version ?? 0;
    if (version === undefined)
      return refuse(
        'invalid',
        'Nothing was changed. Say from which version it was made: the one in force is ' +
          `version: ${String(newest)}.`,
      );
    if (version !== newest) return refuseOtherVersion(world, change, version, newest);
    return planAliases(world, change, aliases, version, complaints);
  });

async function refuseOtherVersion(
  world: World,
  { contract }: ContractToChange,
  version: number,
  newest: number,
): Promise<{ readonly ok: false; readonly fault: Fault }> {
  const stored = await contractOfVersion(world.database, world.environment.name, newest);
  if (stored !== null && version < newest)
    return refuseStale(world.database, contract, version, stored);
  return refuse(
    'invalid',
    `Nothing was changed. There is no version ${String(version)} of the contract: the one in ` +
      `force is version ${String(newest)}.`,
  );
}

/** The same of aliases that were not written by a person. */
export const planAccepted = (
  world: World,
  change: ContractToChange,
  aliases: readonly ContractAlias[],
): Promise<Result<PlannedChange>> =>
  orFault(() => planAliases(world, change, aliases, change.contract.version ?? 0, null));
