/** Rows of the drift register, of imports and of what sources found. Pure. */
import { createHash } from 'node:crypto';
import { kindTitles } from '../list-items.ts';
import { recordedWords } from '../model.ts';
import type { DriftRow, KnownView, StateCounts } from './drift-view.ts';
import { targetOf, type Surroundings } from './match.ts';
import type { ImportKind, Observation } from './observation.ts';
import {
  declaredOf,
  factsOf,
  type DeclaredRow,
  type ImportRow,
  type KnownRow,
} from './observe-store.ts';
import type { MatchRule } from './rules.ts';
import { statesOf, type Before, type Imported, type StateRow } from './states.ts';

/** One import as it is held against what is declared. */
export interface Held {
  /** `0` for one that is only tried. */
  readonly importId: number;
  readonly environmentId: number;
  readonly isProduction: boolean;
  readonly surroundings: Surroundings;
  readonly imported: Imported;
  readonly before: Before;
  /** By address the rule that found its component when it was imported. */
  readonly foundBy: ReadonlyMap<string, MatchRule>;
  /** ISO 8601. */
  readonly seenAt: string;
}

export interface HeldRow {
  readonly row: DriftRow;
  readonly position: number | null;
  readonly state: StateRow;
  /** What makes it the same difference as another time. */
  readonly difference: string;
}

export const heldOf = (row: ImportRow): Held => ({
  importId: row.id,
  environmentId: row.environment_id,
  isProduction: row.is_production,
  surroundings: {
    estate: row.estate,
    estateTitle: row.estate_title,
    environment: row.environment,
    aliases: row.aliases,
  },
  imported: {
    kind: row.kind,
    covers: row.covers,
    isPartial: row.is_partial,
    profiles: row.profiles,
    things: row.things.map(({ thing }) => thing),
  },
  before: {
    itemOf: new Map(
      row.things.flatMap(({ item, thing }) => (item === null ? [] : [[thing.address, item]])),
    ),
    profilesOf: new Map(row.known_profiles),
  },
  foundBy: new Map(
    row.things.flatMap(({ foundBy, thing }) =>
      foundBy === null ? [] : [[thing.address, foundBy] as const],
    ),
  ),
  seenAt: (row.observed_at ?? row.at).toISOString(),
});

/** Of what differs the attributes with both sides; of the rest that it is there or not. */
function differenceOf({ state, comparisons }: StateRow): string {
  const differing = comparisons
    .filter(({ verdict }) => verdict === 'differs')
    .map(({ attribute, declared, observed }) => [attribute, declared, observed]);
  return JSON.stringify([state, ...differing]);
}

/** Any other version of the component, or anything else that is observed, makes another of it. */
function seenOf({ state, thing, comparisons }: StateRow, component: DeclaredRow | null): string {
  // What was stored has its members in another order.
  const attributes = Object.entries(thing?.attributes ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const { address, type, name, planned } = thing ?? {};
  const observed = [address, type, name, planned, attributes];
  return createHash('sha256')
    .update(JSON.stringify([state, component?.id, component?.version, observed, comparisons]))
    .digest('base64url');
}

const known = (row: KnownRow): KnownView => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: row.actor,
  reason: row.reason,
});

/** Whether there is anything that could become declared. */
function canAccept({ state, thing, comparisons }: StateRow, kind: ImportKind): boolean {
  if (state === 'missing') return true;
  if (state === 'planned') return false;
  if (state === 'unexpected') return thing !== null && targetOf(kind, thing) !== null;
  return comparisons.some(({ verdict }) => verdict === 'differs' || verdict === 'adds');
}

/** One after the other, so that others may have their turn in between. */
export function* rowsOf(
  held: Held,
  declared: readonly DeclaredRow[],
  knowns: readonly KnownRow[],
): Generator<HeldRow, void, undefined> {
  const { importId, surroundings, imported, environmentId } = held;
  const byId = new Map(declared.map((row) => [row.id, row]));
  const ofThis = new Map<string, KnownRow[]>();
  for (const one of knowns)
    if (one.environment_id === environmentId && one.kind === imported.kind)
      ofThis.set(one.difference, [...(ofThis.get(one.difference) ?? []), one]);
  const states = statesOf(imported, declared.map(declaredOf), surroundings, held.before);
  let at = -1;
  for (const state of states) {
    at += 1;
    const { thing, by, comparisons } = state;
    const component = state.declared === null ? null : (byId.get(state.declared.id) ?? null);
    const difference = differenceOf(state);
    const found = ofThis
      .get(difference)
      ?.find(
        (one) =>
          one.item_id === (component?.id ?? null) &&
          (one.address === null || one.address === thing?.address),
      );
    const position = thing === null ? null : at;
    yield {
      state,
      difference,
      position,
      row: {
        id: `${String(importId)}/${position === null ? `m${String(component?.id)}` : String(at)}`,
        seen: seenOf(state, component),
        state: state.state,
        estate: surroundings.estate,
        estateTitle: surroundings.estateTitle,
        environment: surroundings.environment,
        isProduction: held.isProduction,
        name: component?.name ?? thing?.name ?? '',
        key: component?.key ?? null,
        kindTitle: component === null ? (thing?.type ?? '') : kindTitles(component.kind).singular,
        importKind: imported.kind,
        address: thing?.address ?? null,
        previousAddress: thing?.previousAddress ?? null,
        planned: thing?.planned ?? null,
        by: by === 'before' ? (held.foundBy.get(thing?.address ?? '') ?? by) : by,
        differences: comparisons,
        documented: null,
        actual: null,
        where: null,
        seenAt: held.seenAt,
        known: found === undefined ? null : known(found),
        canAccept: canAccept(state, imported.kind),
      },
    };
  }
}

export function documentedRow(row: DeclaredRow): DriftRow {
  const facts = factsOf(row);
  const textOf = (attribute: string): string | null => {
    const fact = facts.get(attribute);
    return fact === undefined ? null : recordedWords(fact);
  };
  return {
    id: `0/d${String(row.id)}`,
    seen: '',
    state: 'documented',
    estate: row.estate,
    estateTitle: row.estate_title,
    environment: row.environment,
    isProduction: false,
    name: row.name,
    key: row.key,
    kindTitle: 'document and code',
    importKind: null,
    address: null,
    previousAddress: null,
    planned: null,
    by: null,
    differences: [],
    documented: textOf('documented'),
    actual: textOf('actual'),
    where: textOf('where'),
    seenAt: null,
    known: null,
    canAccept: false,
  };
}

export function countsOf(rows: readonly Pick<DriftRow, 'state'>[]): StateCounts {
  const of = (state: DriftRow['state']): number => rows.filter((row) => row.state === state).length;
  return {
    matched: of('matched'),
    changed: of('changed'),
    missing: of('missing'),
    unexpected: of('unexpected'),
  };
}

/** By component the profiles of its services, the newer ones before those that were known. */
export function profilesOf(
  rows: readonly HeldRow[],
  before: Before['profilesOf'],
  { kind }: Pick<Observation, 'kind'>,
): readonly (readonly [number, readonly string[]])[] {
  if (kind !== 'compose') return [];
  const all = new Map(before);
  for (const { state } of rows)
    if (state.declared !== null && state.thing !== null)
      all.set(state.declared.id, state.thing.profiles);
  return [...all];
}
