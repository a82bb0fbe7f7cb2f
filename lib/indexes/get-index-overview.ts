import { intervalMsOf } from '#lib/kernel/freshness.ts';
import { createCache } from '#lib/kernel/cache.ts';
import { done, FaultError, type Fault, type Result } from '#lib/kernel/result.ts';
import type { AliasState, IndexInfo, Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { refusedList, unknownContract } from './contract/check-alias.ts';
import { familiesInPlace } from './contract/expected-targets.ts';
import { observeAliases, type ObservedAliases } from './contract/observe-aliases.ts';
import { wholeProbe } from './monitor/plan-observations.ts';
import {
  isUnbuilt,
  type AliasCheck,
  type ContractEdit,
  type DriftTime,
  type GenerationCheck,
  type GenerationView,
  type IndexesView,
  type OtherIndex,
  type StageAhead,
} from './model.ts';
import { planRoles, withRoles } from './generations/plan-roles.ts';
import { readHistory, type ObservedTime } from './history-store.ts';
import { recordedOf } from './recorded-of.ts';
import { whoIsAffected } from './pages/who-is-affected.ts';
import type { ContractAlias, FillingStage, IndexFamily } from './requests.ts';
import type { UsersPage } from './pages/users-page.ts';
import { listDroppedAmong, listGenerations, type Generation } from './store.ts';

/** What is shown against what is there. */
export interface ShownContract {
  readonly aliases: readonly ContractAlias[];
  /** Absent: how generations are made is not asked. */
  readonly indexes?: readonly IndexFamily[];
  /** Absent where it is the plan of a pipeline. */
  readonly version?: number | null;
  /** The edit of an admin; absent: it is not asked. */
  readonly edit?: ContractEdit | null;
  /** Absent: which pages there are is not asked. */
  readonly pages?: readonly UsersPage[];
  readonly filledBy?: readonly FillingStage[];
  readonly ahead?: readonly StageAhead[];
}

interface Observed {
  readonly checks: readonly AliasCheck[];
  readonly generationChecks: readonly GenerationCheck[];
  readonly unexpected: IndexesView['unexpected'];
  readonly states: readonly AliasState[];
  /** Null: the indexes could not be listed. */
  readonly infos: ReadonlyMap<string, IndexInfo> | null;
  /** Our generations as the engine shows them, the dropped ones that are there again among them. */
  readonly generations: readonly Generation[];
  /** Stages of which no document of an index that is filled in place shows anything. */
  readonly unfilled: readonly string[];
  /** What our records said just before the engine was read. */
  readonly recorded: string;
  readonly refused: IndexesView['refused'];
  readonly uncounted: IndexesView['uncounted'];
}

// By search side, so that fifty viewers cost the engine what one costs.
const observations = createCache<Search, Observed>({
  freshForMs: intervalMsOf.warm,
  isShownWhileRead: true,
});

async function unfilledOf(
  search: Search,
  { aliases, filledBy = [] }: ShownContract,
  { states, indexes }: ObservedAliases,
): Promise<readonly string[]> {
  const [base] = familiesInPlace(aliases, states);
  if (base === undefined || filledBy.length === 0 || indexes?.has(base) !== true) return [];
  try {
    const counted = await search.counts(
      filledBy.map(({ marks }) => ({ target: base, condition: marks })),
    );
    return filledBy.flatMap(({ name }, at) => {
      const result = counted[at];
      return result?.ok === true && result.value === 0 ? [name] : [];
    });
  } catch (error) {
    if (error instanceof FaultError) return [];
    throw error;
  }
}

/**
 * Our generations as the engine shows them. Reading changes nothing: roles that the records have
 * wrong are put right in the view, and recorded by the next run.
 */
async function generationsIn(
  database: World['database'],
  environment: string,
  rows: readonly Generation[],
  { states, indexes }: Pick<ObservedAliases, 'states' | 'indexes'>,
): Promise<readonly Generation[]> {
  const dropped = await listDroppedAmong(database, environment, [...(indexes?.keys() ?? [])]);
  // One may have been dropped between the two reads.
  const gone = new Set(dropped.map(({ index }) => index));
  const known = [...rows.filter(({ index }) => !gone.has(index)), ...dropped];
  return indexes === null
    ? rows
    : withRoles(known, planRoles(known, states, new Set(indexes.keys())));
}

/** Whether nothing of ours has ever been live, as the overview of the same would say it. */
export async function isUnbuiltIn(
  { database, environment }: World,
  aliases: readonly ContractAlias[],
  rows: readonly Generation[],
  observed: Pick<ObservedAliases, 'states' | 'indexes'>,
): Promise<boolean> {
  const inPlace = inPlaceIn({ states: observed.states, infos: observed.indexes }, aliases);
  const generations = await generationsIn(database, environment.name, rows, observed);
  return isUnbuilt({ generations: [...inPlace, ...generations] });
}

/** What an engine shows that answers, and does not let the account list its aliases. */
const refusedWith = (
  fault: Fault,
  aliases: readonly ContractAlias[],
  { rows, recorded }: { readonly rows: readonly Generation[]; readonly recorded: string },
): Observed => ({
  checks: unknownContract(aliases, fault),
  generationChecks: [],
  unexpected: [],
  states: [],
  infos: null,
  generations: rows,
  unfilled: [],
  recorded,
  refused: refusedList,
  uncounted: null,
});

/** Not ok: the account may not list the aliases. */
async function observeIfAllowed(
  { search }: World,
  { aliases, indexes }: ShownContract,
  rows: readonly Generation[],
): Promise<Result<ObservedAliases>> {
  try {
    return done(await observeAliases(search, aliases, rows, indexes));
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind === 'forbidden')
      return { ok: false, fault: error.fault };
    throw error;
  }
}

async function observe(
  world: World,
  contract: ShownContract,
  environment: string,
): Promise<Observed> {
  const { search, database } = world;
  const rows = await listGenerations(database, environment);
  const recorded = await recordedOf(database, environment, rows);
  const seen = await observeIfAllowed(world, contract, rows);
  if (!seen.ok) return refusedWith(seen.fault, contract.aliases, { rows, recorded });
  const observed = seen.value;
  const { checks, unexpected, states, indexes } = observed;
  return {
    checks,
    generationChecks: observed.generations,
    unexpected,
    states,
    infos: indexes,
    generations: await generationsIn(database, environment, rows, observed),
    unfilled: await unfilledOf(search, contract, observed),
    recorded,
    refused: null,
    uncounted: observed.uncounted,
  };
}

/**
 * The counts of the newest records, with the roles that the engine showed; the records alone where
 * they have changed since.
 */
function rolesOf(
  rows: readonly Generation[],
  recorded: string,
  observed: Observed | null,
): readonly Generation[] {
  if (observed?.recorded !== recorded) return rows;
  const newest = new Map(rows.map((row) => [row.index, row]));
  const known = new Set(observed.generations.map((row) => row.index));
  // What was being built may have been dropped since.
  const shown = observed.generations.filter(
    (row) => row.role !== 'building' || newest.has(row.index),
  );
  return [
    ...rows.filter((row) => !known.has(row.index)),
    ...shown.map((row) => ({ ...(newest.get(row.index) ?? row), role: row.role })),
  ];
}

function viewOf(
  row: Generation,
  info: IndexInfo | undefined,
  isSeen: boolean,
): GenerationView | null {
  if (row.role === 'dropped') return null;
  return {
    index: row.index,
    base: row.base,
    runNumber: row.runNumber,
    run: row.runName,
    role: row.role,
    // An index that is being filled does not refresh: the engine's own count would say 0.
    documents: row.role === 'building' || info === undefined ? row.documents : info.documents,
    bytes: info?.bytes ?? null,
    health: info?.health ?? 'not-known',
    createdAt: row.createdAt.toISOString(),
    liveFrom: row.liveFrom?.toISOString() ?? null,
    liveUntil: row.liveUntil?.toISOString() ?? null,
    isKeptCopy: row.isKeptCopy,
    isInPlace: false,
    isSeen,
  };
}

/** What readers get where the existing Integration service fills one index in place. */
function inPlaceIn(
  observed: Pick<Observed, 'states' | 'infos'> | null,
  aliases: readonly ContractAlias[],
): readonly GenerationView[] {
  if (observed === null) return [];
  return [...familiesInPlace(aliases, observed.states)].flatMap((base): GenerationView[] => {
    const info = observed.infos?.get(base);
    if (info === undefined) return [];
    const { documents, bytes, health } = info;
    const madeAt = info.createdAt.toISOString();
    return [
      {
        index: base,
        base,
        runNumber: null,
        run: null,
        role: 'live',
        documents,
        bytes,
        health,
        createdAt: madeAt,
        liveFrom: madeAt,
        liveUntil: null,
        isKeptCopy: false,
        isInPlace: true,
        isSeen: true,
      },
    ];
  });
}

function othersIn(
  observed: Observed | null,
  shown: readonly Pick<GenerationView, 'index'>[],
): OtherIndex[] {
  if (observed?.infos == null) return [];
  // What was being built when the engine was read, and was dropped since, was never anybody else's.
  const built = observed.generations.filter(({ role }) => role === 'building');
  const names = new Set([...shown, ...built].map(({ index }) => index));
  return [...observed.infos.values()]
    .filter(({ name }) => !names.has(name))
    .map(({ name, documents, bytes, health, createdAt }) => ({
      name,
      documents,
      bytes,
      health,
      createdAt: createdAt.toISOString(),
      aliases: observed.states.filter(({ index }) => index === name).map((state) => state.name),
    }));
}

// Users were moved since, so that what was seen of the aliases is no drift any more.
const justMoved: Fault = { kind: 'busy', says: 'The aliases are being read.' };

function checksOf(
  observed: Observed | null,
  recorded: string,
  aliases: readonly ContractAlias[],
): readonly AliasCheck[] {
  if (observed === null) return unknownContract(aliases, null);
  return observed.recorded === recorded ? observed.checks : unknownContract(aliases, justMoved);
}

interface OverviewLimits {
  readonly withinMs?: number;
  /** What our records say, by `recordedIn`, where that is known already. */
  readonly known?: string | undefined;
}

/** The overview of these records of the environment's generations. */
export async function overviewFrom(
  rows: readonly Generation[],
  world: World,
  contract: ShownContract,
  environment: string,
  { withinMs, known }: OverviewLimits = {},
): Promise<IndexesView> {
  const { aliases, indexes = [], pages = [], filledBy = [] } = contract;
  const recorded = known ?? (await recordedOf(world.database, environment, rows));
  const about = JSON.stringify([environment, aliases, filledBy, indexes]);
  const observed = await observations.get(world.search, about, {
    read: () => observe(world, contract, environment),
    now: () => world.clock.now(),
    withinMs,
    // A swap by whatever process changes the roles in our records, and then what was observed
    // before it is worth nothing.
    version: recorded,
  });
  const generations = rolesOf(rows, recorded, observed.value);
  const views = [
    ...inPlaceIn(observed.value, aliases),
    ...generations.flatMap((row) => {
      const isSeen = observed.value !== null && observed.value.refused === null;
      return viewOf(row, observed.value?.infos?.get(row.index), isSeen) ?? [];
    }),
  ];
  const checks = checksOf(observed.value, recorded, aliases);
  const unfilled = observed.value?.unfilled ?? [];
  const ahead = contract.ahead ?? unfilled.map((stage) => ({ stage, hasBegun: false }));
  return {
    environment,
    engine: world.search.kind,
    contractVersion: contract.version ?? null,
    contractEdit: contract.edit ?? null,
    generations: views,
    aliases: checks,
    generationChecks: observed.value?.recorded === recorded ? observed.value.generationChecks : [],
    affected: whoIsAffected({
      pages,
      aliases,
      checks,
      ahead,
      isUnbuilt: isUnbuilt({ generations: views }),
    }),
    unexpected: observed.value?.unexpected ?? [],
    ahead,
    others: othersIn(observed.value, views),
    drifts: [],
    refused: observed.value?.refused ?? null,
    uncounted: observed.value?.uncounted ?? null,
    asOf: observed.asOf?.toISOString() ?? null,
    failedSince: observed.failedSince?.toISOString() ?? null,
  };
}

/**
 * What the indexes page shows. The engine is asked once per 15 seconds however many people look;
 * when it does not answer, the last values stay, with `failedSince`, and when it does not let the
 * console see its aliases, nothing is claimed of them (`refused`). Generations come from our own
 * records and are always current; nothing is written. One statement, and one more unless `rows`,
 * the records of the environment's generations, have been read already.
 */
export async function getIndexOverview(
  world: World,
  contract: ShownContract,
  environment: string,
  rows?: readonly Generation[],
): Promise<IndexesView> {
  const known = rows ?? (await listGenerations(world.database, environment));
  const view = await overviewFrom(known, world, contract, environment);
  const indexes = view.generations.map(({ index }) => index);
  const { past, dropped, drifts } = await readHistory(world.database, environment, indexes);
  const nothing = { moves: [], notes: [] };
  return {
    ...view,
    generations: view.generations.map((generation) => ({
      ...generation,
      ...(past.get(generation.index) ?? nothing),
    })),
    // One that is there again is among the generations.
    dropped: dropped.filter(({ index }) => !indexes.includes(index)),
    drifts: viewDrifts(drifts),
  };
}

/** What users read now, as part of the same; what has drifted before is not read. */
export type ReadersNow = Omit<IndexesView, 'drifts'>;

// More than an engine that is well needs; a page waits no longer for one that is not.
const pageWithinMs = 1_000;

/**
 * One statement, and none with `rows`. Whoever asks for the overview would be told nothing without
 * the engine and waits three seconds for one that is slow; here it is a part of something else.
 */
export async function getReadersNow(
  world: World,
  contract: ShownContract,
  environment: string,
  rows?: readonly Generation[],
): Promise<ReadersNow> {
  const known = rows ?? (await listGenerations(world.database, environment));
  return overviewFrom(known, world, contract, environment, { withinMs: pageWithinMs });
}

const viewDrifts = (all: readonly ObservedTime[]): DriftTime[] =>
  all.map(({ about, name, state, says, since, endedAt, earlier }) => ({
    alias: about !== 'generation' && name !== wholeProbe ? name : null,
    index: about === 'generation' ? name : null,
    isUnexpected: about === 'unexpected',
    state,
    says,
    since,
    until: endedAt,
    earlier,
  }));
