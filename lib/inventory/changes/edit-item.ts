/** People change what the inventory says. */
import { audited, type AccessWorld, type Actor, type Permission } from '#lib/access/index.ts';
import { londonDate, type Clock } from '#lib/kernel/clock.ts';
import { quoted, sevenDigitsRefused } from '#lib/kernel/free-text.ts';
import { newId } from '#lib/kernel/ids.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import type { Fact } from '../model.ts';
import { addToInventory, changeInventory, removeFromInventory } from '../permissions.ts';
import { readNames } from '../store.ts';
import { applyChanges } from './apply-changes.ts';
import { hasNewNumbers } from './check-texts.ts';
import { faultOf } from './conflicts.ts';
import { confirmNames, namesToType } from './production.ts';
import type { AddItem, EditItem, FactEdit, ItemOutcome, RemoveItem } from './requests.ts';
import { isSame, withFacts, type ItemSnapshot, type WantedChange } from './snapshot.ts';
import {
  lockInventory,
  readOutlines,
  readProductionKeys,
  readSnapshots,
  readSources,
  saveSources,
  type KnownItem,
} from './store.ts';

export interface EditingWorld extends AccessWorld {
  readonly database: Database;
  readonly clock: Clock;
}

function factOf({ attribute, state, value, source, note }: FactEdit): Fact | null {
  if (state === 'not-recorded' && source === '') return null;
  return {
    attribute,
    recorded: state === 'value' ? { state, value: value ?? '' } : { state },
    source,
    note,
  };
}

const factsOf = (edits: readonly FactEdit[]): ReadonlyMap<string, Fact | null> =>
  new Map(edits.map((edit) => [edit.attribute, factOf(edit)]));

/** The keys that people mean by the ends they wrote. */
async function withEnds(
  tx: Sql,
  relations: EditItem['addRelations'],
): Promise<Result<EditItem['addRelations']>> {
  if (relations.length === 0) return done([]);
  const named = await readNames(
    tx,
    relations.map(({ to }) => to),
  );
  const resolved: EditItem['addRelations'] = [];
  for (const relation of relations) {
    const wanted = relation.to.toLowerCase();
    const keys = named.filter(({ names }) => names.includes(wanted)).map(({ key }) => key);
    const exact = keys.find((key) => key.toLowerCase() === wanted);
    const [only, ...more] = exact === undefined ? keys : [exact];
    if (only === undefined)
      return refuse('invalid', `Nothing in the inventory is called ${quoted(relation.to)}.`);
    if (more.length > 0)
      return refuse(
        'invalid',
        `Several things are called ${quoted(relation.to)}. Name one of ` +
          `${keys.slice(0, 10).join(', ')}.`,
      );
    resolved.push({ ...relation, to: only });
  }
  return done(resolved);
}

/** New sources of the estate; one that is there already says the same, or is another. */
async function addSources(
  tx: Sql,
  { clock }: EditingWorld,
  estate: string,
  sources: EditItem['sources'],
): Promise<Result<void>> {
  if (sources.length === 0) return done(undefined);
  const known = await readSources(tx, [estate]);
  const taken = sources.find((source) =>
    known.some(
      ({ id, title, evidence, asOf }) =>
        id === source.id &&
        !isSame([title, evidence, asOf], [source.title, source.evidence, source.asOf]),
    ),
  );
  if (taken !== undefined)
    return refuse('invalid', `${estate} has another source ${taken.id}. Give it another name.`);
  await saveSources(
    tx,
    estate,
    sources
      .filter(({ id }) => !known.some((one) => one.id === id))
      .map((source) => ({ ...source, readOn: londonDate(clock.now()) })),
  );
  return done(undefined);
}

const withNumbers: Result<never> = refuse('invalid', sevenDigitsRefused);

const gone: Result<never> = refuse(
  'not-found',
  'That is not in the inventory any more. Nothing was changed.',
);

async function knownItem(tx: Sql, id: number): Promise<KnownItem | null> {
  return (await readSnapshots(tx, [id])).get(id) ?? null;
}

/** One decision of one person. */
export async function applyAs(
  tx: Sql,
  actor: Actor,
  reason: string,
  wanted: readonly WantedChange[],
): Promise<Result<ItemOutcome>> {
  const applied = await applyChanges(tx, { batch: newId(), actor: actor.name, reason }, wanted);
  if (!applied.ok) return { ok: false, fault: faultOf(applied.conflicts) };
  const [first, ...others] = applied.changed;
  if (first === undefined) return refuse('invalid', 'Nothing is changed by this.');
  return done({ id: first.id, key: first.key, others: others.length });
}

/** Whether the names are typed that production wants for it. Two statements, if any. */
export async function confirmChanges(
  tx: Sql,
  wanted: readonly WantedChange[],
  typedName: string | undefined,
  toDo: string,
): Promise<Result<void>> {
  const mayDestroy = wanted.filter(({ after }) => after?.isProduction !== true);
  const ids = mayDestroy.flatMap(({ id }) => id ?? []);
  if (ids.length === 0) return done(undefined);
  const production = await readProductionKeys(tx);
  if (production.size === 0) return done(undefined);
  const known = await readSnapshots(tx, ids);
  const names = namesToType(
    mayDestroy.map(({ id, after }) => ({ before: known.get(id ?? -1)?.snapshot ?? null, after })),
    production,
  );
  return confirmNames(names, typedName === undefined ? [] : [typedName], toDo);
}

interface Changing {
  readonly permission: Permission;
  readonly target: string;
  readonly reason: string;
}

const changing = (
  world: EditingWorld,
  actor: Actor,
  what: Changing,
  work: (tx: Sql) => Promise<Result<ItemOutcome>>,
): Promise<Result<ItemOutcome>> =>
  audited(world, actor, { ...what, targetOf: ({ key }) => key }, async (tx) => {
    await lockInventory(tx);
    return work(tx);
  });

function edited(
  { snapshot }: KnownItem,
  { own, facts, removeRelations }: EditItem,
  added: EditItem['addRelations'],
): ItemSnapshot {
  const { name, component, aliases, profile, sharedEnvironment, isProduction } = own;
  const isRemoved = (kind: string, to: string): boolean =>
    [...removeRelations, ...added].some((one) => one.kind === kind && one.to === to);
  return {
    ...snapshot,
    name: name ?? snapshot.name,
    component: component ?? snapshot.component,
    aliases: aliases ?? snapshot.aliases,
    profile: profile === undefined ? snapshot.profile : profile,
    sharedEnvironment:
      sharedEnvironment === undefined ? snapshot.sharedEnvironment : sharedEnvironment,
    isProduction: isProduction ?? snapshot.isProduction,
    facts: withFacts(snapshot.facts, factsOf(facts)),
    relations: [...snapshot.relations.filter(({ kind, to }) => !isRemoved(kind, to)), ...added],
  };
}

/**
 * Changes what it names of one thing. Faults: `invalid`; `not-found`; `conflict` where somebody
 * changed it since that version, with what.
 */
export const editItem = (
  world: EditingWorld,
  actor: Actor,
  input: EditItem,
): Promise<Result<ItemOutcome>> =>
  changing(
    world,
    actor,
    { permission: changeInventory, target: String(input.id), reason: input.reason },
    async (tx) => {
      const known = await knownItem(tx, input.id);
      if (known === null) return gone;
      const ends = await withEnds(tx, input.addRelations);
      if (!ends.ok) return ends;
      const after = edited(known, input, ends.value);
      if (hasNewNumbers(known.snapshot, after)) return withNumbers;
      const sources = await addSources(tx, world, known.snapshot.estate, input.sources);
      if (!sources.ok) return sources;
      const { id, version } = input;
      const wanted = [{ id, version, after }];
      const confirmed = confirmNames(
        namesToType([{ before: known.snapshot, after }], new Set()),
        input.typedName === undefined ? [] : [input.typedName],
        'say that it is none',
      );
      return confirmed.ok ? applyAs(tx, actor, input.reason, wanted) : confirmed;
    },
  );

/** Adds a component, or an environment. Faults: `invalid`. */
export const addItem = (
  world: EditingWorld,
  actor: Actor,
  input: AddItem,
): Promise<Result<ItemOutcome>> =>
  changing(
    world,
    actor,
    { permission: addToInventory, target: input.component ?? input.name, reason: input.reason },
    async (tx) => {
      const ends = await withEnds(tx, input.addRelations);
      if (!ends.ok) return ends;
      const isEnvironment = input.kind === 'environment';
      const outlines = await readOutlines(tx);
      const after: ItemSnapshot = {
        key: '',
        type: isEnvironment ? 'environment' : 'component',
        estate: input.estate,
        component: isEnvironment ? null : (input.component ?? ''),
        environment: isEnvironment ? input.name : input.environment,
        profile: input.profile,
        sharedEnvironment: input.sharedEnvironment,
        aliases: input.aliases,
        isProduction: input.isProduction,
        kind: input.kind,
        name: input.name,
        position: outlines.filter(({ estate }) => estate === input.estate).length,
        source: input.source,
        facts: withFacts([], factsOf(input.facts)),
        relations: ends.value,
      };
      if (hasNewNumbers(null, after)) return withNumbers;
      const sources = await addSources(tx, world, input.estate, input.sources);
      if (!sources.ok) return sources;
      return applyAs(tx, actor, input.reason, [{ id: null, version: null, after }]);
    },
  );

/** With its relations. Faults: `invalid` where production wants a name typed; as `editItem`. */
export const removeItem = (
  world: EditingWorld,
  actor: Actor,
  { id, version, reason, typedName }: RemoveItem,
): Promise<Result<ItemOutcome>> =>
  changing(
    world,
    actor,
    { permission: removeFromInventory, target: String(id), reason },
    async (tx) => {
      const known = await knownItem(tx, id);
      if (known === null) return gone;
      const wanted = [{ id, version, after: null }];
      const confirmed = await confirmChanges(tx, wanted, typedName, 'remove something');
      return confirmed.ok ? applyAs(tx, actor, reason, wanted) : confirmed;
    },
  );
