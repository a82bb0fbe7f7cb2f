import { createCache } from '#lib/kernel/cache.ts';
import { done, FaultError, refuse, type Result } from '#lib/kernel/result.ts';
import { intervalMsOf } from '#lib/kernel/freshness.ts';
import type { CountQuestion, Search } from '#lib/platform/search/port.ts';
import type { World } from '#lib/platform/world.ts';
import { inShort } from '../get-index-overview.ts';
import type { ListTrial, SeenBody, SeenView } from '../model.ts';
import type { PlannedContract } from '../requests.ts';
import { listGenerations } from '../store.ts';
import { bodyFields, questionsOf, readLists, seenBodies, standsOutFrom } from './seen.ts';
import { listCondition } from './users-page.ts';

/** Far more bodies than there are; what a damaged index makes up beyond them is not counted. */
const mostBodies = 60;

/** The generation of each family that users read before the live one. */
async function previousOf(world: World): Promise<ReadonlyMap<string, string>> {
  const rows = await listGenerations(world.database, world.environment.name);
  const previous = rows.filter(({ role, isKeptCopy }) => role === 'previous' && !isKeptCopy);
  const byAge = [...previous].sort(
    (a, b) => (a.liveUntil?.getTime() ?? 0) - (b.liveUntil?.getTime() ?? 0),
  );
  return new Map(byAge.map(({ base, index }) => [base, index]));
}

async function codesIn(search: Search, target: string, field: string): Promise<string[]> {
  try {
    const groups = await search.group(target, field, { limit: mostBodies });
    return groups.flatMap(({ value }) =>
      typeof value === 'string' && value !== '' ? [value] : [],
    );
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind !== 'unavailable') return [];
    throw error;
  }
}

interface Counted {
  readonly bodies: readonly SeenBody[];
  readonly previous: boolean;
}

/** All bodies that the live or the previous generation names, or one. */
async function countSeen(
  world: World,
  { pages, aliases }: PlannedContract,
  body: string | null,
): Promise<Counted> {
  const { search } = world;
  const lists = readLists(pages, aliases);
  const previous = await previousOf(world);
  let bodies = body === null ? [] : [body];
  if (body === null) {
    const sources = bodyFields(lists).flatMap(({ base, field }) => {
      const before = previous.get(base);
      const names = aliases.filter(({ target, filter }) => target === base && filter === null);
      return [...names.slice(0, 1).map(({ name }) => name), ...(before ? [before] : [])].map(
        (target) => ({ target, field }),
      );
    });
    const found = await Promise.all(sources.map((at) => codesIn(search, at.target, at.field)));
    bodies = [...new Set(found.flat())].sort().slice(0, mostBodies);
  }
  const questions = questionsOf(lists, bodies, previous);
  const asked = questions.flatMap(({ now, before }): CountQuestion[] =>
    before === null ? [now] : [now, before],
  );
  const results = (await search.counts(asked)).values();
  const counts = questions.map(({ before }) => {
    const now = results.next().value;
    const earlier = before === null ? undefined : results.next().value;
    return { ...(now && { now }), ...(earlier && { before: earlier }) };
  });
  return { bodies: seenBodies(lists, bodies, counts), previous: previous.size > 0 };
}

const viewOf = (world: World, counted: Counted, at: Date, failedSince: Date | null): SeenView => ({
  environment: world.environment.name,
  observedAt: at.toISOString(),
  failedSince: failedSince?.toISOString() ?? null,
  hasBefore: counted.previous,
  standsOutFrom,
  bodies: counted.bodies,
});

/**
 * What users of one designated body see on each list now, and saw before the last swap. The engine
 * is asked once. Faults: `unavailable`.
 */
export async function seenByBody(
  world: World,
  contract: PlannedContract,
  body: string,
): Promise<Result<SeenView>> {
  try {
    const counted = await countSeen(world, contract, body);
    return done(viewOf(world, counted, world.clock.now(), null));
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}

// Hundreds of counts: a minute old is good enough.
const observations = createCache<Search, Counted>({
  freshForMs: intervalMsOf.cold,
  isShownWhileRead: true,
});

/** The same of every body, at most once a minute and swap however many people look. */
export async function seenByAll(
  world: World,
  contract: PlannedContract,
): Promise<Result<SeenView>> {
  const { name } = world.environment;
  const version = inShort(await listGenerations(world.database, name));
  const { value, asOf, failedSince } = await observations.get(
    world.search,
    JSON.stringify([name, contract.aliases]),
    { read: () => countSeen(world, contract, null), now: () => world.clock.now(), version },
  );
  if (value === null || asOf === null)
    return refuse('unavailable', 'The lists of the designated bodies are being counted.');
  return done(viewOf(world, value, asOf, failedSince));
}

/**
 * Whether one of the named list queries works for a body: asked as the page asks it, for its count
 * alone. Nothing is changed, and no document is read.
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
  const from = performance.now();
  const [counted] = await world.search
    .counts([{ target: chosen.alias.name, condition: listCondition(chosen.query, body) }])
    .catch((error: unknown): [Result<number>] => {
      if (error instanceof FaultError) return [{ ok: false, fault: error.fault }];
      throw error;
    });
  const milliseconds = Math.round(performance.now() - from);
  const fault = !counted?.ok ? counted.fault : null;
  return done({
    environment: world.environment.name,
    list,
    title: chosen.query.title,
    alias: chosen.alias.name,
    body,
    state: counted?.ok ? 'works' : fault?.kind === 'unavailable' ? 'not-known' : 'fails',
    milliseconds,
    documents: counted?.ok ? counted.value : null,
    says: fault?.says ?? null,
  });
}
