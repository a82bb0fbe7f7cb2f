import { auditedEffect, type Actor } from '#lib/access/index.ts';
import { confirmEnvironment } from '#lib/kernel/confirmation.ts';
import { done, FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { notify } from '#lib/notify/index.ts';
import type { AliasState, Changes, Search, WriteMark } from '#lib/platform/search/port.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import type { World } from '#lib/platform/world.ts';
import { filterInWords } from '../contract/compare-with-contract.ts';
import { familiesInPlace } from '../contract/expected-targets.ts';
import { observeAliases } from '../contract/observe-aliases.ts';
import { contractAt, saveContract } from '../contract-store.ts';
import type { RollBack, RollBackOutcome, RollBackPreview } from '../model.ts';
import { rollBackIndexes } from '../permissions.ts';
import {
  dropReaderChange,
  endReaderChange,
  isOvertaken,
  listReaderChanges,
  type ReaderChange,
} from '../reader-changes-store.ts';
import { countEach, whyUncounted } from '../counts/count-each.ts';
import { brokenLists, runLists } from '../pages/run-lists.ts';
import type { Contract, PlannedContract, RecordedSwap } from '../requests.ts';
import { thenObserved } from '../monitor/observe-now.ts';
import { listGenerations, type Generation } from '../store.ts';
import { throwIfSilent } from '../throw-if-silent.ts';
import { refuseUnseenAnywhere } from './find-unseen.ts';
import { markWrites } from './mark-writes.ts';
import { mendReaders } from './mend-readers.ts';
import { notReadBack, readBack } from './move-readers.ts';
import { noticeOfRollBack } from './notice-of-roll-back.ts';
import {
  movesInWords,
  planRollBack,
  previousFiltersOf,
  unreadableFilters,
} from './plan-roll-back.ts';
import { findReaders, leftBehindInWords, planKey, planSwap } from './plan-swap.ts';
import {
  findUnrecorded,
  recordedLater,
  recordedNow,
  sendChange,
  withWarning,
} from './send-change.ts';
import { recordReaders } from './settle-swap.ts';
import { refuseUnrecorded } from './unrecorded-swap.ts';

const noWayBack =
  'Not available: this environment’s sync is run by the Integration service, which fills one ' +
  'index in place and keeps none. Run by this console (driver: managed), it would leave the one ' +
  'before to go back to.';

// More swaps than generations are kept.
const newestChanges = 200;

interface ReadRollBack {
  readonly plan: RecordedSwap;
  readonly contract: Contract;
  readonly generations: Readonly<Record<string, string>>;
  readonly states: readonly AliasState[];
  readonly changes: readonly ReaderChange[];
  /** When each generation was begun, by its index. */
  readonly begun: ReadonlyMap<string, Date>;
  readonly key: string;
  readonly notes: RollBackPreview['notes'];
  /** Readers are there, by a roll back whose answer was lost: it is still to be recorded. */
  readonly unrecorded: ReaderChange | null;
}

/** The contract that was in force when readers left this generation. */
export async function contractThen(
  sql: Sql,
  environment: string,
  current: Contract,
  rows: readonly Generation[],
): Promise<Contract> {
  const left = rows.flatMap(({ liveUntil }) => liveUntil ?? []);
  const [first] = left.sort((a, b) => a.getTime() - b.getTime());
  const then = first === undefined ? null : await contractAt(sql, environment, first);
  return then === null ? current : { aliases: then.aliases, indexes: then.indexes };
}

async function readRollBack(
  world: World,
  current: Contract,
  to: string,
): Promise<Result<ReadRollBack>> {
  const { database, search, environment } = world;
  await throwIfSilent(search);
  const records = await listGenerations(database, environment.name);
  const [states, infos, changes] = await Promise.all([
    search.aliases(),
    search.indexes(),
    listReaderChanges(database, environment.name, newestChanges),
  ]);
  if (familiesInPlace(current.aliases, states).size > 0) return refuse('precondition', noWayBack);
  const wanted = records.filter((row) => row.runName === to || row.index === to);
  const contract = await contractThen(database, environment.name, current, wanted);
  // Its swap has been carried out and is not recorded yet: going back now would pass for a swap
  // that never was, and its worker would repeat it.
  const moving = records.find(
    ({ role, index }) =>
      role === 'building' &&
      states.some(
        (state) =>
          state.index === index && contract.aliases.some(({ name }) => name === state.name),
      ),
  );
  if (moving !== undefined) return refuseUnrecorded(moving);
  const chosen = planRollBack(
    contract,
    records,
    to,
    new Map(infos.map((info) => [info.name, info])),
  );
  if (!chosen.ok) return chosen;
  const generations = chosen.value;
  const aliases = previousFiltersOf(contract.aliases, generations, changes);
  const concrete = new Set(infos.map(({ name }) => name));
  const planned = planSwap(aliases, generations, states, concrete);
  if (!planned.ok) return planned;
  const { plan, isDone, leftBehind } = planned.value;
  const names = plan.moves.map(({ alias }) => alias);
  const seen = await refuseUnseenAnywhere(search, names, states, concrete);
  if (!seen.ok) return seen;
  const unrecorded = isDone ? await findUnrecorded(world, 'rollback', plan) : null;
  if (isDone && unrecorded === null) return refuse('precondition', `Readers use ${to} already.`);
  if (plan.removeIndexes.length > 0)
    return refuse(
      'precondition',
      `An index holds the name of the alias ${listWords(plan.removeIndexes, 'and')}. Repair that ` +
        'first.',
    );
  return done({
    plan,
    contract: { aliases, indexes: contract.indexes },
    generations,
    states,
    changes,
    begun: new Map(records.map(({ index, createdAt }) => [index, createdAt])),
    key: planKey(plan),
    notes: [
      ...unreadableFilters(contract.aliases, generations, changes),
      ...leftBehind.map(leftBehindInWords),
    ],
    unrecorded,
  });
}

interface FoundLoss {
  /** Null: it is not known. */
  readonly loss: Changes | null;
  readonly why: Result<void>;
}

/**
 * What was written to what readers use now since they came to it: since the first time of those
 * after the generation that they would go to was begun, which has nothing of it. Of one that was
 * begun later, since the last time.
 */
async function lossOf(
  search: Search,
  plan: RecordedSwap,
  changes: readonly ReaderChange[],
  begun: ReadonlyMap<string, Date>,
): Promise<FoundLoss> {
  const left = new Map(
    plan.moves.flatMap(({ from, to }) =>
      from.flatMap((index) => (index === to ? [] : [[index, to] as const])),
    ),
  );
  const marks = [...left].map(([index, to]) => {
    // The newest is first. A repair gives readers back what they had come to before.
    const came = changes.filter(
      ({ kind, moves }) => kind !== 'repair' && moves.some((move) => move.to === index),
    );
    const first = came.findLast(({ at }) => at >= (begun.get(to) ?? at)) ?? came[0];
    return first?.marks?.find((mark) => mark.index === index) ?? null;
  });
  const why = done(undefined);
  if (marks.some((mark) => mark === null)) return { loss: null, why };
  const known = marks.filter((mark): mark is WriteMark => mark !== null);
  try {
    const all = await Promise.all(known.map((mark) => search.changesSince(mark)));
    const loss = all.reduce<Changes | null>(
      (sum, one) =>
        sum === null || one === null
          ? null
          : { changed: sum.changed + one.changed, removed: sum.removed + one.removed },
      { changed: 0, removed: 0 },
    );
    return { loss, why };
  } catch (error) {
    if (error instanceof FaultError) return { loss: null, why: { ok: false, fault: error.fault } };
    throw error;
  }
}

/**
 * What readers would get and what they would lose; nothing is changed. Faults: `not-found`,
 * `precondition` (that generation cannot be read, an alias is nothing that a roll back may guess
 * about), `unavailable`.
 */
export async function previewRollBack(
  world: World,
  current: Contract,
  to: string,
): Promise<Result<RollBackPreview>> {
  const read = await readRollBack(world, current, to);
  if (!read.ok) return read;
  const { plan, states, changes, generations, notes, key } = read.value;
  const before = await countEach(
    world.search,
    plan.moves.map(({ alias }) => ({ target: alias })),
  );
  const after = await countEach(
    world.search,
    plan.moves.map(({ to: target, filter }) =>
      filter === null ? { target } : { target, condition: filter },
    ),
  );
  const { loss, why } = await lossOf(world.search, plan, changes, read.value.begun);
  const uncounted = whyUncounted([...before, ...after, why]);
  return done({
    environment: world.environment.name,
    to,
    generations: Object.values(generations),
    moves: plan.moves.map(({ alias, from, to: target, filter }, at) => ({
      alias,
      before: {
        targets: from,
        filter: filterInWords(states.find(({ name }) => name === alias)?.filter ?? null),
        documents: before[at]?.ok === true ? before[at].value : null,
      },
      after: {
        target,
        filter: filterInWords(filter),
        documents: after[at]?.ok === true ? after[at].value : null,
      },
      says: '',
    })),
    loss,
    notes: [...notes, ...(uncounted === null ? [] : [uncounted])],
    request: await world.search.swapText(plan),
    key,
  });
}

interface RolledBack {
  readonly outcome: RollBackOutcome;
  readonly read: ReadRollBack;
  readonly marks: readonly WriteMark[] | null;
  readonly change: number;
}

async function rollBackReaders(
  world: World,
  current: PlannedContract,
  actor: Actor,
  { to, preview, reason }: RollBack,
): Promise<Result<RolledBack>> {
  const { name: environment } = world.environment;
  const read = await readRollBack(world, current, to);
  if (!read.ok) return read;
  const { plan, contract, generations, notes, key, unrecorded } = read.value;
  if (preview !== undefined && preview !== key)
    return refuse(
      'conflict',
      `Something has changed since the preview of the roll back to ${to}. Now ` +
        `${movesInWords(plan.moves)}. Look at it again.`,
    );
  const sent =
    unrecorded === null
      ? await sendChange(world, {
          change: { kind: 'rollback', actor: actor.name, reason, keptCopies: [] },
          plan,
          seals: [],
          again: 'the same roll back completes or records it',
        })
      : done(unrecorded.id);
  if (!sent.ok) return sent;
  const { warnings, says } = await mendReaders(world, plan);
  const marks = await markWrites(world.search, Object.values(generations), 'not-known');
  const after = await readBack(world, () => observeAliases(world.search, contract.aliases, []));
  const elsewhere = after === null ? [] : findReaders(plan, after.states).elsewhere;
  if (elsewhere.length === plan.moves.length) {
    await dropReaderChange(world.database, sent.value);
    return refuse(
      'conflict',
      `${listWords(elsewhere, 'and')} did not stay: another client moves what is moved.`,
    );
  }
  const lists = await runLists(
    world.search,
    { pages: current.pages, aliases: contract.aliases },
    plan.moves.map(({ alias }) => alias),
  );
  return done({
    outcome: {
      environment,
      to,
      generations,
      aliases: after?.checks ?? [],
      lists,
      warnings: [
        ...(unrecorded === null ? [] : [recordedNow(unrecorded)]),
        ...warnings,
        ...(says === null ? [] : [says]),
        ...(after === null && says !== notReadBack ? [notReadBack] : []),
        ...brokenLists(lists, 'roll back'),
        ...notes,
      ],
    },
    read: read.value,
    marks,
    change: sent.value,
  });
}

/**
 * Moves all readers to a kept generation in one request, with the filters that they had there,
 * reads them back and runs the list queries of the pages that read them.
 * Faults: `forbidden`, `invalid`, `not-found`, `conflict` (something has changed since the preview,
 * or at the same time, or a run has not recorded its swap yet; nothing was done), `precondition`,
 * `unavailable` (whether readers have moved is not known; asked for again, it is recorded).
 */
export async function rollBack(
  world: World,
  current: PlannedContract,
  actor: Actor,
  input: RollBack,
): Promise<Result<RollBackOutcome>> {
  const { environment } = world;
  const what = {
    permission: rollBackIndexes,
    target: input.to,
    reason: input.reason,
    confirmed: confirmEnvironment(environment, input.typedName, 'move readers'),
  };
  const result = await auditedEffect(
    world,
    actor,
    what,
    () => rollBackReaders(world, current, actor, input),
    async (tx, { read, marks, change }) => {
      // Recorded late, it says nothing of readers who were moved again.
      if (await isOvertaken(tx, environment.name, change)) return;
      const by = { kind: 'rollback' as const, actor: actor.name, runName: null };
      await recordReaders(tx, environment.name, read.generations, read.plan, () => false);
      await saveContract(tx, environment.name, read.contract, by);
      await endReaderChange(tx, change, marks);
      const { moves } = read.plan;
      await notify(tx, noticeOfRollBack(environment.name, { actor: actor.name, moves }));
    },
    (value) => ({ ...value, outcome: withWarning(value.outcome, recordedLater) }),
  );
  return thenObserved(world, current, result.ok ? done(result.value.outcome) : result);
}
