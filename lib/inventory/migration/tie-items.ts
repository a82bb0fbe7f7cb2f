/** The items of the move with all that they are tied to, from what is recorded. Pure. */
import { dependencyOf, type Dependency } from '../dependencies.ts';
import type { Kind } from '../kind.ts';
import { kinds } from '../kinds/all-kinds.ts';
import type { RecordedFact } from '../model.ts';
import { nothingsOf, type MigrationRow } from './migration-list.ts';
import {
  migrationEvidences,
  statusOf,
  type Need,
  type Part,
  type Tie,
  type TiedItem,
} from './migration-item.ts';

export interface ItemRecord {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly estate: string;
  readonly estateTitle: string;
  readonly version: number;
  readonly facts: Readonly<
    Record<string, { readonly recorded: RecordedFact; readonly note: string | null }>
  >;
}

/** A relation with both its ends. */
export interface EdgeRecord {
  readonly from: Part;
  readonly kind: string;
  readonly to: Part;
  readonly note: string | null;
}

export const itemKind = 'migration-item';
/** After these a component is where another one is. */
const hostingKinds = ['runs on', 'hosted on'];
const writingKinds = ['writes to', 'reads and writes'];
const serviceKinds = ['application', 'function'];
const keeping = (what: Kind['keeps']): string[] =>
  kinds.flatMap(({ kind, keeps }) => (keeps === what ? [kind] : []));
/** What these are for is to keep data, or messages that nobody has read yet. */
const storeKinds = keeping('data');
/** They are kept in one of those, and go with it. */
const keptKinds = keeping('within another');
/** What one of these keeps no source says, unless something is said to write to it. */
const opaqueKind = 'managed-service';

export type MigrationRecord = MigrationRow & TiedItem & Pick<ItemRecord, 'id'>;

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

/**
 * The items that a component belongs to: those that describe it, else those of what it runs on,
 * and so on; none where nothing that it runs on is described.
 */
export function coverageOf(edges: readonly EdgeRecord[]): (key: string) => readonly string[] {
  const describes = edges.filter(
    ({ from, kind }) => kind === 'describes' && from.kind === itemKind,
  );
  const describedBy = grouped(describes, ({ to }) => to.key);
  const hosts = grouped(
    edges.filter(({ kind }) => hostingKinds.includes(kind)),
    ({ from }) => from.key,
  );
  const known = new Map<string, readonly string[]>();
  return (start) => {
    const before = known.get(start);
    if (before !== undefined) return before;
    const seen = new Set([start]);
    let found: string[] = [];
    // Level by level, so that the nearest counts; whoever comes back in a circle is passed.
    for (let level = [start]; found.length === 0 && level.length > 0;) {
      found = level.flatMap((key) => (describedBy.get(key) ?? []).map(({ from }) => from.key));
      level = level
        .flatMap((key) => (hosts.get(key) ?? []).map(({ to }) => to.key))
        .filter((key) => !seen.has(key) && seen.add(key));
    }
    const items = [...new Set(found)];
    known.set(start, items);
    return items;
  };
}

const textOf = (recorded: RecordedFact | undefined): string | null =>
  recorded?.state === 'value' ? [recorded.value].flat().join(', ') : null;

const textsOf = (recorded: RecordedFact | undefined): readonly string[] =>
  recorded?.state === 'value' ? [recorded.value].flat() : [];

const unique = <T extends { readonly key: string }>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [value.key, value])).values(),
];

const tieTo = ({ key, name, kind }: Part, note: string | null): Tie => ({
  key,
  name,
  isItem: kind === itemKind,
  note,
});

/** What an item moves with, also where its parts say so of each other. */
function movesWithOf(edges: readonly EdgeRecord[], covers: (key: string) => readonly string[]) {
  const ties = new Map<string, Tie[]>();
  const add = (from: string, tie: Tie) => ties.set(from, [...(ties.get(from) ?? []), tie]);
  const items = new Map(
    edges.flatMap(({ from, to }) =>
      [from, to].flatMap((end) => (end.kind === itemKind ? [[end.key, end] as const] : [])),
    ),
  );
  for (const { from, kind, to, note } of edges) {
    if (kind !== 'moves with') continue;
    if (from.kind === itemKind) add(from.key, tieTo(to, note));
    else {
      // What several items describe is a part of the first one.
      const [one, other] = [covers(from.key)[0], items.get(covers(to.key)[0] ?? '')];
      if (one !== undefined && other !== undefined && one !== other.key)
        add(one, tieTo(other, note ?? `${from.name} moves with ${to.name}`));
    }
  }
  return ties;
}

/** Which items need something of which, each pair once. */
function needsOf(
  edges: readonly EdgeRecord[],
  covers: (key: string) => readonly string[],
  nameOf: (key: string) => string,
): Map<string, Need[]> {
  const names = new Map(
    edges.flatMap(({ from, to }) => [
      [from.key, from.name],
      [to.key, to.name],
    ]),
  );
  const needs = new Map<string, Map<string, Need>>();
  const dependencies = edges.flatMap(({ from, kind, to }): readonly Dependency[] =>
    // What it runs on a move replaces.
    hostingKinds.includes(kind)
      ? []
      : [dependencyOf({ from: from.key, kind, to: to.key })].flatMap((one) => one ?? []),
  );
  for (const { needs: user, needed } of dependencies) {
    // As above, each thing is a part of the first item that describes it.
    const [one, owner] = [covers(user)[0], covers(needed)[0]];
    if (one === undefined || owner === undefined || one === owner) continue;
    const own = needs.get(owner) ?? new Map<string, Need>();
    if (!own.has(one))
      own.set(one, {
        key: one,
        name: nameOf(one),
        needs: names.get(user) ?? user,
        needed: names.get(needed) ?? needed,
      });
    needs.set(owner, own);
  }
  return new Map([...needs].map(([key, own]) => [key, [...own.values()]]));
}

/** In the order of `records`. */
export function tieItems(
  records: readonly ItemRecord[],
  edges: readonly EdgeRecord[],
): MigrationRecord[] {
  const covers = coverageOf(edges);
  const names = new Map(records.map(({ key, name }) => [key, name]));
  const movesWith = movesWithOf(edges, covers);
  const needs = needsOf(edges, covers, (key) => names.get(key) ?? key);
  const isWritten = new Set(
    edges.flatMap(({ kind, to }) => (writingKinds.includes(kind) ? [to.key] : [])),
  );
  const components = unique(
    edges.flatMap(({ from, to }) => [from, to]).filter(({ kind }) => kind !== itemKind),
  );
  const parts = grouped(
    components.flatMap((part) => covers(part.key).map((item) => ({ item, part }))),
    ({ item }) => item,
  );
  const counted = new Set<string>();
  return records.map(({ facts, ...record }): MigrationRecord => {
    const { key } = record;
    const recorded = (attribute: string): RecordedFact =>
      facts[attribute]?.recorded ?? { state: 'not-recorded' };
    const own = (parts.get(key) ?? []).map(({ part }) => part);
    const data = own.filter(
      (part) =>
        storeKinds.includes(part.kind) || (part.kind === opaqueKind && isWritten.has(part.key)),
    );
    const keeps = data.length > 0 || own.some((part) => keptKinds.includes(part.kind));
    const isOpaque = own.length === 0 || own.some(({ kind }) => kind === opaqueKind);
    const isNew = recorded('current').state === 'none';
    const blockedBy = unique(
      edges.flatMap(({ from, kind, to, note }) =>
        kind === 'blocked by' && from.key === key
          ? [tieTo(to, note)]
          : kind === 'runs before' && to.key === key && from.kind === itemKind
            ? [tieTo(from, note)]
            : [],
      ),
    );
    const first = own.filter((part) => !counted.has(part.key));
    for (const part of first) counted.add(part.key);
    const evidence = textOf(recorded('evidence'));
    return {
      ...record,
      current: recorded('current'),
      target: recorded('target'),
      status: statusOf(facts['migrationStatus']?.recorded),
      statusNote: facts['migrationStatus']?.note ?? null,
      evidence: migrationEvidences.find((known) => known === evidence) ?? null,
      evidenceText: textOf(recorded('evidenceText')),
      owner: recorded('owner'),
      wave: textOf(recorded('wave')),
      blockedWords: textsOf(recorded('blockedBy')),
      sizeDrivers: textOf(recorded('sizeDrivers')),
      nothings: Object.fromEntries(
        nothingsOf.flatMap((attribute) => {
          const { state } = recorded(attribute);
          return state === 'value' || state === 'not-recorded' ? [] : [[attribute, state]];
        }),
      ),
      openQuestion: textOf(recorded('openQuestion')),
      keepsData: keeps ? 'yes' : isOpaque && !isNew ? 'not-recorded' : 'no',
      data,
      movesWith: unique(movesWith.get(key) ?? []).filter((tie) => tie.key !== key),
      blockedBy,
      waitsFor: blockedBy.flatMap((tie) => (tie.isItem ? [] : [tie.key])),
      neededBy: needs.get(key) ?? [],
      parts: first.length,
      services: first.filter((part) => serviceKinds.includes(part.kind)).length,
      dataStores: first.filter((part) => data.includes(part)).length,
    };
  });
}

/** The items that something chosen means: itself, or those that it belongs to. */
export const itemsFor = (
  records: readonly ItemRecord[],
  edges: readonly EdgeRecord[],
): ((key: string) => readonly string[]) => {
  const covers = coverageOf(edges);
  const items = new Set(records.map(({ key }) => key));
  return (key) => (items.has(key) ? [key] : covers(key));
};
