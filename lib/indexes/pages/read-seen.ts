import { createCache, type Cached, type SharedCache } from '#lib/kernel/cache.ts';
import { quoted } from '#lib/kernel/free-text.ts';
import { done, FaultError, refuse, underWay, type Fault, type Result } from '#lib/kernel/result.ts';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import type { Condition } from '#lib/platform/search/conditions.ts';
import type { CountQuestion, Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { missingRight } from '../contract/check-alias.ts';
import { countEach, whyUncounted } from '../counts/count-each.ts';
import { readTrends } from '../counts/count-store.ts';
import type { SeenBody, SeenList, SeenView } from '../counts/model.ts';
import { recordedOf } from '../recorded-of.ts';
import type { ListTrial } from '../model.ts';
import type { PlannedContract } from '../requests.ts';
import { listGenerations } from '../store.ts';
import { findBodies, isNamedNowhere, withKnown } from './find-bodies.ts';
import { trialState, whyNotWorking } from './run-lists.ts';
import { questionsOf, readLists, seenBodies } from './seen.ts';
import { listCondition } from './users-page.ts';

/** Of a trend. */
const trend = { days: 30, points: 31 };

/** The generation of each family that users read before the live one. */
async function previousOf(world: World): Promise<ReadonlyMap<string, string>> {
  const rows = await listGenerations(world.database, world.environment.name);
  const previous = rows.filter(({ role, isKeptCopy }) => role === 'previous' && !isKeptCopy);
  const byAge = [...previous].sort(
    (a, b) => (a.liveUntil?.getTime() ?? 0) - (b.liveUntil?.getTime() ?? 0),
  );
  return new Map(byAge.map(({ base, index }) => [base, index]));
}

interface CountedLists {
  readonly bodies: readonly SeenBody[];
  readonly hasBefore: boolean;
  readonly isBeforeSwap: boolean;
  readonly trendFrom: Date | null;
  readonly refused: SeenView['refused'];
}

/** By alias; one whose filter cannot be read is left out. */
async function filtersOf(search: Search): Promise<ReadonlyMap<string, Condition | null>> {
  try {
    return new Map(
      (await search.aliases()).flatMap(({ name, filter }) =>
        filter === 'foreign' ? [] : [[name, filter] as const],
      ),
    );
  } catch (error) {
    if (error instanceof FaultError) return new Map();
    throw error;
  }
}

const isEmpty = ({ documents, before }: SeenList): boolean =>
  documents === 0 && (before ?? 0) === 0;

const noSuchBody = ({ environment }: World, body: string): Fault => ({
  kind: 'not-found',
  says:
    `No designated body ${quoted(body)} is known in ${environment.name}: no index names it, and ` +
    'it was never counted. Its code is written as the indexes have it, capitals as well.',
});

const refusedBodies = `Which designated bodies there are is not known: ${missingRight}.`;

/** Rejects where the engine is away; what the account may not count is refused at its position. */
async function countAllowed(
  search: Search,
  questions: readonly CountQuestion[],
): Promise<readonly Result<number>[]> {
  const counted = await countEach(search, questions);
  const [first] = counted;
  const isAway = counted.every((one) => !one.ok && one.fault.kind === 'unavailable');
  if (isAway && first?.ok === false) throw new FaultError(first.fault);
  return counted;
}

/** All bodies that the live or the previous generation names, or that were counted, or one. */
async function countSeen(
  world: World,
  { pages, aliases }: PlannedContract,
  body: string | null,
  standsOutFrom: number,
): Promise<CountedLists> {
  const { search, database, environment } = world;
  const lists = readLists(pages, aliases);
  const [previous, filters, earlier] = await Promise.all([
    previousOf(world),
    filtersOf(search),
    readTrends(database, environment.name, body, trend),
  ]);
  const known = [...new Set(earlier.lists.map((one) => one.body))];
  const found =
    body === null
      ? await findBodies(search, lists, aliases, previous)
      : { named: [body], isRefused: false };
  const bodies = body === null ? withKnown(found.named ?? [], known) : [body];
  const questions = questionsOf(lists, bodies, previous, filters);
  const asked = questions.flatMap(({ now, before }): CountQuestion[] =>
    before === null ? [now] : [now, before],
  );
  const answers = await countAllowed(search, asked);
  const results = answers.values();
  const counts = questions.map(({ before }) => {
    const now = results.next().value;
    const then = before === null ? undefined : results.next().value;
    return { ...(now && { now }), ...(then && { before: then }) };
  });
  const seen = seenBodies(lists, bodies, counts, earlier.lists, standsOutFrom);
  if (
    body !== null &&
    known.length === 0 &&
    seen.every((one) => one.lists.every(isEmpty)) &&
    (await isNamedNowhere(search, lists, aliases, previous, body))
  )
    throw new FaultError(noSuchBody(world, body));
  return {
    bodies: seen,
    hasBefore: previous.size > 0 || earlier.lists.some(({ before }) => before !== null),
    isBeforeSwap: previous.size > 0 || earlier.isBeforeSwap,
    trendFrom: earlier.from,
    refused: found.isRefused ? refusedBodies : whyUncounted(answers),
  };
}

const wasCounted = async ({ database, environment }: World, body: string): Promise<boolean> =>
  (await readTrends(database, environment.name, body, trend)).lists.length > 0;

const viewOf = (
  world: World,
  { bodies, hasBefore, isBeforeSwap, trendFrom, refused }: CountedLists,
  asOf: Date,
  { failedSince, isLate }: Pick<Cached<unknown>, 'failedSince' | 'isLate'>,
  standsOutFrom: number,
): SeenView => ({
  environment: world.environment.name,
  observedAt: asOf.toISOString(),
  // What is only late is no engine that does not answer: there may be hundreds of counts.
  failedSince: isLate === true ? null : (failedSince?.toISOString() ?? null),
  isBeingCounted: isLate === true,
  hasBefore,
  beforeIs: isBeforeSwap ? 'last-swap' : 'day-ago',
  standsOutFrom,
  trendFrom: trendFrom?.toISOString() ?? null,
  refused,
  bodies,
});

const sharedForMs = 3_000;
const ofOneBody = createCache<Search, Result<SeenView>>({ freshForMs: sharedForMs });
const trials = createCache<Search, Result<ListTrial>>({ freshForMs: sharedForMs });

const versionIn = async ({ database, environment: { name } }: World): Promise<string> =>
  recordedOf(database, name, await listGenerations(database, name));

/** The same for all who ask for it within three seconds, and anew once readers were moved. */
async function askedNow<T>(
  world: World,
  answers: SharedCache<Search, Result<T>>,
  key: string,
  read: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const { search, clock } = world;
  const version = await versionIn(world);
  const { value, failedSince } = await answers.get(search, key, {
    read,
    now: () => clock.now(),
    version,
  });
  if (value !== null && failedSince === null) return value;
  return refuse('unavailable', 'The search engine has not answered within three seconds.');
}

/**
 * What users of one designated body see on each list now, and saw before the last swap. Two
 * requests, and one more for a body that has none. `standsOutFrom`: by how much of what it had a
 * list drops before it stands out. Faults: `not-found` (nobody knows the body), `unavailable`.
 */
export async function seenByBody(
  world: World,
  contract: PlannedContract,
  body: string,
  standsOutFrom: number,
): Promise<Result<SeenView>> {
  const key = JSON.stringify([world.environment.name, contract.aliases, body, standsOutFrom]);
  return askedNow(world, ofOneBody, key, async () => {
    try {
      const counted = await countSeen(world, contract, body, standsOutFrom);
      return done(viewOf(world, counted, world.clock.now(), { failedSince: null }, standsOutFrom));
    } catch (error) {
      if (error instanceof FaultError) return { ok: false, fault: error.fault };
      throw error;
    }
  });
}

// Hundreds of counts: a minute old is good enough.
const observations = createCache<Search, CountedLists>({
  freshForMs: intervalMsOf.cold,
  isShownWhileRead: true,
});

/** The same of every body, at most once a minute and swap however many people look. */
export async function seenByAll(
  world: World,
  contract: PlannedContract,
  standsOutFrom: number,
): Promise<Result<SeenView>> {
  const { name } = world.environment;
  const version = await versionIn(world);
  const { value, asOf, ...last } = await observations.get(
    world.search,
    JSON.stringify([name, contract.aliases]),
    {
      read: () => countSeen(world, contract, null, standsOutFrom),
      now: () => world.clock.now(),
      version,
    },
  );
  if (value === null || asOf === null)
    return last.failedSince === null || last.isLate === true
      ? refuse('unavailable', 'The lists of the designated bodies are being counted.', underWay)
      : refuse('unavailable', 'The lists of the designated bodies could not be counted.');
  return done(viewOf(world, value, asOf, last, standsOutFrom));
}

/**
 * Whether one of the named list queries works for a body: asked as the page asks it, for its count
 * alone. Nothing is changed, and no document is read. Faults: `not-found` (nobody knows the list,
 * or the body), `unavailable`.
 */
export async function tryList(
  world: World,
  { pages, aliases }: PlannedContract,
  { list, body }: { readonly list: string; readonly body: string },
): Promise<Result<ListTrial>> {
  const known = readLists(pages, aliases);
  const chosen = known.find(({ query }) => query.name === list);
  if (chosen === undefined)
    return refuse(
      'not-found',
      `There is no such list. There are: ${known.map(({ query }) => query.name).join(', ')}.`,
    );
  const key = JSON.stringify([world.environment.name, chosen.alias.name, list, body]);
  return askedNow(world, trials, key, async () => {
    const trial = await runTrial(world, chosen, body);
    const isNobody =
      trial.documents === 0 &&
      !(await wasCounted(world, body)) &&
      (await isNamedNowhere(world.search, known, aliases, await previousOf(world), body));
    return isNobody ? { ok: false, fault: noSuchBody(world, body) } : done(trial);
  });
}

async function runTrial(
  world: World,
  chosen: ReturnType<typeof readLists>[number],
  body: string,
): Promise<ListTrial> {
  const from = performance.now();
  const [counted] = await countEach(world.search, [
    { target: chosen.alias.name, condition: listCondition(chosen.query, body) },
  ]);
  const milliseconds = Math.round(performance.now() - from);
  return {
    environment: world.environment.name,
    list: chosen.query.name,
    title: chosen.query.title,
    alias: chosen.alias.name,
    body,
    state: trialState(counted),
    milliseconds,
    documents: counted?.ok ? counted.value : null,
    says: counted?.ok === false ? whyNotWorking(counted.fault) : null,
  };
}
