import { audited, mayBegin, type AccessWorld, type Actor } from '#lib/access/index.ts';
import type { Clock } from '#lib/kernel/clock.ts';
import { allInSlices } from '#lib/kernel/in-slices.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import { findItem } from '../find-item.ts';
import { kindOf } from '../kinds/all-kinds.ts';
import { importObserved } from '../permissions.ts';
import type { ItemRow } from '../store.ts';
import { countsOf, heldOf, profilesOf, rowsOf, type Held } from './drift-rows.ts';
import type { ImportObservation, ObservedImport } from './drift-view.ts';
import { harmlessText, isHiding } from './harmless.ts';
import {
  limits,
  type Observation,
  type ObservedThing,
  type ObservedValue,
  type Told,
} from './observation.ts';
import {
  addImport,
  lockImports,
  readDeclared,
  readKnown,
  readNewestImports,
} from './observe-store.ts';
import { resourceRule } from './resource-rules.ts';
import { nothingBefore, type Before } from './states.ts';

export interface ObserveWorld extends AccessWorld {
  readonly database: Database;
  readonly clock: Clock;
}

type Given = ImportObservation['observation'];

/**
 * Whatever sent it: the readers have done the same before. One thing can say much: between two of
 * its attributes others of this process have their turn.
 */
function* harmlessThing(
  thing: Given['things'][number],
  isKept: (name: string) => boolean,
): Generator<null, ObservedThing> {
  const short = (text: string): string => harmlessText(text, limits.nameCharacters);
  const shown = (texts: readonly string[]): string[] =>
    texts.map(short).filter((text) => text !== '' && !isHiding(text));
  const valueOf = (value: ObservedValue): ObservedValue | null => {
    const texts = [value]
      .flat()
      .map((text) => harmlessText(text, limits.valueCharacters))
      .filter((text) => text !== '' && !isHiding(text));
    const [only] = texts;
    if (only === undefined) return null;
    return typeof value === 'string' ? only : texts;
  };
  const attributes: [string, ObservedValue][] = [];
  for (const [name, value] of Object.entries(thing.attributes)) {
    const kept = isKept(name) ? valueOf(value) : null;
    if (kept !== null) attributes.push([name, kept]);
    yield null;
  }
  return {
    ...thing,
    address: harmlessText(thing.address, limits.addressCharacters + 20),
    previousAddress:
      thing.previousAddress === null
        ? null
        : harmlessText(thing.previousAddress, limits.addressCharacters),
    type: short(thing.type),
    name: short(thing.name),
    names: shown(thing.names),
    hosts: shown(thing.hosts),
    labels: shown(thing.labels),
    image: thing.image === null ? null : short(thing.image),
    profiles: thing.profiles.map(short),
    attributes: Object.fromEntries(attributes),
  };
}

const ofContainers = ['image', 'version', 'port', 'count', 'memory'];

/** Only what the rules keep of a thing of this type. */
const keptOf =
  (kind: Given['kind'], type: string) =>
  (name: string): boolean =>
    kind === 'terraform'
      ? (resourceRule(type)?.keeps ?? []).some(({ attribute }) => attribute === name)
      : kind === 'compose'
        ? ofContainers.includes(name)
        : Object.hasOwn(kindOf(type)?.attributes ?? {}, name);

const harmlessTold = ({ place, says }: Told): Told => ({
  place: place === null ? null : harmlessText(place, limits.addressCharacters),
  says: harmlessText(says, 1_000),
});

interface Harmless {
  readonly observation: Observation;
  readonly profiles: readonly string[] | null;
}

function* harmlessThings({ kind, things }: Given): Generator<ObservedThing | null> {
  for (const thing of things) yield yield* harmlessThing(thing, keptOf(kind, thing.type));
}

function* each<T, R>(given: readonly T[], make: (one: T) => R): Generator<R> {
  for (const one of given) yield make(one);
}

/** As it may be kept and told, whatever sent it. */
async function harmlessInput({ observation, profiles }: ImportObservation): Promise<Harmless> {
  // Texts made of figures take a hundred times as long as usual ones.
  const made = await allInSlices(harmlessThings(observation));
  const names = (texts: readonly string[]): Promise<string[]> =>
    allInSlices(each(texts, (text) => harmlessText(text, limits.nameCharacters)));
  return {
    profiles: profiles === null ? null : await names(profiles),
    observation: {
      ...observation,
      format: harmlessText(observation.format, limits.nameCharacters),
      covers: await names(observation.covers),
      things: made.filter((one) => one !== null),
      told: await allInSlices(each(observation.told, harmlessTold)),
    },
  };
}

interface Prepared {
  readonly held: Held;
  readonly told: readonly Told[];
}

/** What the import before this one knew, of addresses and profiles. */
async function prepare(
  sql: Sql,
  environment: ItemRow,
  { observation, profiles }: Harmless,
  now: Date,
): Promise<Prepared> {
  const newest = (await readNewestImports(sql, environment)).find(
    ({ kind }) => kind === observation.kind,
  );
  const before: Before = newest === undefined ? nothingBefore : heldOf(newest).before;
  const told = [...observation.told];
  const isAhead = observation.observedAt !== null && new Date(observation.observedAt) > now;
  if (isAhead)
    told.push({ place: null, says: 'The time of the file is still to come; it counts from now.' });
  const seenAt =
    observation.observedAt === null || isAhead ? now.toISOString() : observation.observedAt;
  if (newest !== undefined && new Date(seenAt) < (newest.observed_at ?? newest.at))
    told.push({
      place: null,
      says: 'The file is older than the import that it takes the place of.',
    });
  if (observation.kind === 'compose' && profiles === null && observation.things.length > 0)
    told.push({
      place: null,
      says:
        'Nobody said which profiles it covers: only what ran without a profile before can be ' +
        'missing.',
    });
  return {
    told,
    held: {
      importId: 0,
      environmentId: environment.id,
      isProduction: environment.is_production,
      surroundings: {
        estate: environment.estate,
        estateTitle: environment.estate_title,
        environment: environment.environment ?? '',
        aliases: environment.aliases,
      },
      imported: {
        kind: observation.kind,
        covers: observation.covers,
        isPartial: observation.isPartial,
        profiles,
        things: observation.things,
      },
      before,
      foundBy: new Map(),
      seenAt,
    },
  };
}

async function holdAgainst(sql: Sql, { held }: Prepared) {
  const declared = await readDeclared(sql, [held.surroundings], null);
  return allInSlices(rowsOf(held, declared, await readKnown(sql)));
}

/**
 * Takes what a file says is there in place of the import of that kind before it, or shows what
 * would come of it. What is declared stays as it is. Faults: `forbidden`, `not-found`, `invalid`.
 */
export async function importObservation(
  world: ObserveWorld,
  actor: Actor,
  given: ImportObservation,
): Promise<Result<ObservedImport>> {
  const { database, clock } = world;
  const reason = given.reason ?? null;
  const what = { permission: importObserved, target: given.environment, reason };
  const begins = mayBegin(world, actor, what);
  if (!begins.ok) return audited(world, actor, what, () => Promise.resolve(begins));
  const input = await harmlessInput(given);
  const { observation, profiles } = input;
  const environment = await findEnvironment(database, given.environment);
  if (!environment.ok)
    return given.isDryRun
      ? environment
      : audited(world, actor, what, () => Promise.resolve(environment));
  const { key } = environment.value;

  const answer = (
    prepared: Prepared,
    rows: Awaited<ReturnType<typeof holdAgainst>>,
    id: number | null,
  ) =>
    done<ObservedImport>({
      importId: id,
      environment: key,
      kind: observation.kind,
      format: observation.format,
      seenAt: prepared.held.seenAt,
      covers: observation.covers,
      profiles,
      isPartial: observation.isPartial,
      counts: countsOf(rows.map(({ row }) => row)),
      rows: rows.map(({ row }) =>
        id === null ? row : { ...row, id: row.id.replace(/^0/, String(id)) },
      ),
      told: prepared.told,
    });

  if (given.isDryRun) {
    const prepared = await prepare(database, environment.value, input, clock.now());
    return answer(prepared, await holdAgainst(database, prepared), null);
  }
  const target = `${key}: ${observation.kind}, ${String(observation.things.length)} things`;
  return audited(world, actor, { ...what, target }, async (tx) => {
    await lockImports(tx);
    const prepared = await prepare(tx, environment.value, input, clock.now());
    const rows = await holdAgainst(tx, prepared);
    const { held } = prepared;
    const id = await addImport(tx, {
      ...held.imported,
      actor: actor.name,
      environmentId: held.environmentId,
      format: observation.format,
      observedAt: held.seenAt,
      knownProfiles: profilesOf(rows, held.before.profilesOf, held.imported),
      told: prepared.told,
      found: rows
        .filter(({ position }) => position !== null)
        .map(({ state: { declared, by } }) =>
          declared === null ? null : { item: declared.id, by },
        ),
    });
    return answer(prepared, rows, id);
  });
}

/** By key, or by a name that only one environment has. */
export async function findEnvironment(sql: Sql, called: string): Promise<Result<ItemRow>> {
  const found = await findItem(sql, called);
  if (!found.ok || found.value.type === 'environment') return found;
  return refuse(
    'invalid',
    'This is no environment. Name one as estate@environment, for example core@Staging.',
  );
}
