/** What an import does to the inventory: decided here, shown as a preview, and then done. Pure. */
import { hasSevenDigits, quoted, sevenDigitsRefused } from '#lib/kernel/free-text.ts';
import { countOf } from '#lib/kernel/words/numbers.ts';
import { hasNewNumbers, newNumbersIn } from '../changes/check-texts.ts';
import { troubleWith } from '../changes/check-snapshot.ts';
import { countInside } from '../changes/inside.ts';
import { namesToType } from '../changes/production.ts';
import type { ItemSnapshot } from '../changes/snapshot.ts';
import type { KnownItem } from '../changes/store.ts';
import { sourceId } from '../estate-file.ts';
import { environmentKey } from '../model.ts';
import { Matching, type Match } from './match-items.ts';
import { planSources, type PlannedSource } from './plan-sources.ts';
import {
  compareItems,
  isSameItem,
  keepOrder,
  relationId,
  type ItemDifferences,
} from './compare-items.ts';
import type { FileComplaint } from './complaint.ts';
import { suggestRenames, type SuggestedRename } from './suggest-renames.ts';
import type { Wanted, WantedSource } from './wanted.ts';

export interface Known {
  /** All of those estates of which the file is the whole; else whatever it names. */
  readonly items: readonly KnownItem[];
  /** Of all that the file can be about, and whatever its relations lead to. */
  readonly keys: ReadonlySet<string>;
  /** The keys of its environments that are production. */
  readonly production: ReadonlySet<string>;
  /** Of each estate of the file. */
  readonly lastPositions: ReadonlyMap<string, number>;
  readonly sources: readonly WantedSource[];
}

/** What a person decided who saw the preview. */
export interface ImportChoices {
  /** Whether what whole estates lack goes. */
  readonly isRemoving: boolean;
  /** New keys, each with the key of what it is another name of. */
  readonly renames: Readonly<Record<string, string>>;
}

export interface PlannedItem {
  readonly does: 'added' | 'changed' | 'renamed' | 'removed';
  /** Null: there is none yet. */
  readonly known: KnownItem | null;
  /** Null: it goes. */
  readonly after: ItemSnapshot | null;
  readonly differences: ItemDifferences;
}

export interface ImportPlan {
  readonly complaints: readonly FileComplaint[];
  readonly items: readonly PlannedItem[];
  readonly sources: readonly PlannedSource[];
  readonly unchanged: number;
  /** What whole estates lack, and nobody has said yet that it goes. */
  readonly kept: readonly KnownItem[];
  readonly suggestions: readonly SuggestedRename[];
  /** Why it cannot be done as it is, in sentences. */
  readonly obstacles: readonly string[];
  /** Of environments that are production, and in which it destroys something. */
  readonly namesToType: readonly string[];
}

export interface LostRelation {
  readonly from: string;
  readonly kind: string;
  readonly to: string;
}

/** Ends of what is there, by the names that they get. */
function withNewNames(snapshot: ItemSnapshot, names: ReadonlyMap<string, string>): ItemSnapshot {
  if (!snapshot.relations.some(({ to }) => names.has(to))) return snapshot;
  return {
    ...snapshot,
    relations: snapshot.relations.map((one) => ({ ...one, to: names.get(one.to) ?? one.to })),
  };
}

function planItem(
  { wanted, known }: Match,
  names: ReadonlyMap<string, string>,
  complain: (complaint: FileComplaint) => void,
  nextPosition: (estate: string) => number,
): PlannedItem | null {
  const before = known === null ? null : withNewNames(known.snapshot, names);
  const made = wanted.make(before, complain);
  if (made === null) {
    if (known === null) return null;
    return { does: 'removed', known, after: null, differences: compareItems(before, null) };
  }
  const after =
    before === null ? { ...made, position: nextPosition(made.estate) } : keepOrder(before, made);
  const differences = compareItems(before, after);
  if (isSameItem(differences)) return null;
  const does = before === null ? 'added' : before.key === after.key ? 'changed' : 'renamed';
  return { does, known, after, differences };
}

const keysOfRemoved = (planned: readonly PlannedItem[]): ReadonlySet<string> =>
  new Set(
    planned.flatMap(({ does, known }) =>
      does === 'removed' && known !== null ? [known.snapshot.key] : [],
    ),
  );

/** Relations of what stays, and that lead to what goes: they go with it. */
export function lostRelations(
  inbound: readonly LostRelation[],
  planned: readonly PlannedItem[],
): LostRelation[] {
  const goes = keysOfRemoved(planned);
  if (goes.size === 0) return [];
  const byOldKey = new Map(
    planned.flatMap((one) => (one.known === null ? [] : [[one.known.snapshot.key, one] as const])),
  );
  return inbound.filter(({ from, kind, to }) => {
    if (!goes.has(to) || goes.has(from)) return false;
    const after = byOldKey.get(from)?.after;
    return (
      after == null || after.relations.some((one) => relationId(one) === relationId({ kind, to }))
    );
  });
}

/** Why something cannot go yet: there is more in it. */
function obstaclesOf(known: Known, planned: readonly PlannedItem[]): string[] {
  const goes = keysOfRemoved(planned);
  const isHolder = (key: string): boolean => !key.includes('/');
  if (![...goes].some(isHolder)) return [];
  const staying = countInside([...known.keys].filter((key) => !goes.has(key)));
  return [...goes].filter(isHolder).flatMap((key) => {
    const inside = staying.get(key) ?? 0;
    return inside === 0
      ? []
      : [`${countOf(inside, 'thing stays', 'things stay')} in ${quoted(key)}, so it cannot go.`];
  });
}

const mostTold = 10;

/** Sources of what is no estate. */
function sourcesOfNone({ sources }: Wanted, keys: ReadonlySet<string>): string[] {
  const estates = new Set(sources.map(({ estate }) => estate));
  return [...estates]
    .filter((estate) => !keys.has(estate))
    .slice(0, mostTold)
    .map((estate) => `There is no estate ${quoted(estate)}, so it has no sources.`);
}

/** Sources that name a doctor, which they did not before. */
function numbersOf(planned: readonly PlannedSource[]): string[] {
  const found = planned.some(
    ({ before, after }) =>
      (before === null && hasSevenDigits(after.id)) ||
      (before?.title !== after.title && hasSevenDigits(after.title)),
  );
  return found ? [`Of sources: ${sevenDigitsRefused}`] : [];
}

/** What would be there once all is done. */
function keysAfter(known: Known, items: readonly PlannedItem[]): ReadonlySet<string> {
  const keys = new Set(known.keys);
  for (const { known: item, after } of items)
    if (item !== null && item.snapshot.key !== after?.key) keys.delete(item.snapshot.key);
  for (const { after } of items) if (after !== null) keys.add(after.key);
  return keys;
}

/** Whether each may be as it is wanted, among all that would be there. */
function complainOfItems(
  matches: readonly Match[],
  plannedOf: ReadonlyMap<Match, PlannedItem>,
  keys: ReadonlySet<string>,
  hasSource: (estate: string, source: string) => boolean,
  complain: (complaint: FileComplaint) => void,
): void {
  for (const match of matches) {
    const { whereOf, ends } = match.wanted;
    for (const { to, place } of ends)
      if (!keys.has(to))
        complain({ ...place, says: `${quoted(to)} is not in the inventory. Correct it.` });
    const after = plannedOf.get(match)?.after;
    if (after == null) continue;
    const { key, type, estate, environment } = after;
    if (!keys.has(estate))
      complain({ ...whereOf(), says: `There is no estate ${quoted(estate)}.` });
    else if (
      type === 'component' &&
      environment !== null &&
      !keys.has(environmentKey(estate, environment))
    )
      complain({ ...whereOf(), says: `There is no environment ${quoted(environment)}.` });
    if (after.relations.some(({ to }) => to === key))
      complain({ ...whereOf(), says: 'Nothing is related to itself.' });
    const before = match.known?.snapshot ?? null;
    if (hasNewNumbers(before, after))
      complain({ ...whereOf(newNumbersIn(before)), says: sevenDigitsRefused });
    for (const says of troubleWith(after, before, (source) => hasSource(estate, source)))
      complain({ ...whereOf(), says });
  }
}

/** Two of a file that are one in the inventory. */
function complainOfTwins(
  matches: readonly Match[],
  complain: (complaint: FileComplaint) => void,
): void {
  const keys = new Map<KnownItem, string>();
  for (const { wanted, known } of matches) {
    if (known === null) continue;
    const other = keys.get(known);
    keys.set(known, wanted.key);
    if (other !== undefined)
      complain({
        ...wanted.whereOf(),
        says: `${quoted(known.snapshot.key)} cannot become ${quoted(other)} as well.`,
      });
  }
}

export function planImport(wanted: Wanted, known: Known, choices: ImportChoices): ImportPlan {
  const complaints: FileComplaint[] = [];
  const complain = (complaint: FileComplaint): void => void complaints.push(complaint);
  const matching = new Matching(known.items, wanted, choices.renames);
  const matches = matching.all(choices.renames);
  for (const complaint of matching.complaints(matches)) complain(complaint);
  complainOfTwins(matches, complain);
  const matched = new Set(matches.flatMap((match) => match.known ?? []));
  const lacked = known.items.filter(
    (item) => wanted.wholeEstates.includes(item.snapshot.estate) && !matched.has(item),
  );

  const names = new Map(
    matches.flatMap(({ wanted: { key }, known: item }) =>
      item === null || item.snapshot.key === key ? [] : [[item.snapshot.key, key] as const],
    ),
  );
  const positions = new Map(known.lastPositions);
  const nextPosition = (estate: string): number => {
    const next = (positions.get(estate) ?? -1) + 1;
    positions.set(estate, next);
    return next;
  };
  const plannedOf = new Map<Match, PlannedItem>();
  for (const match of matches) {
    const planned = planItem(match, names, complain, nextPosition);
    if (planned !== null) plannedOf.set(match, planned);
  }
  const items = [
    ...plannedOf.values(),
    ...(choices.isRemoving
      ? lacked.map((item): PlannedItem => ({
          does: 'removed',
          known: item,
          after: null,
          differences: compareItems(item.snapshot, null),
        }))
      : []),
  ];
  const sources = new Set(
    [...known.sources, ...wanted.sources].map(({ estate, source }) => `${estate} ${source.id}`),
  );
  const keys = keysAfter(known, items);
  // What a cell cannot say has been told with its column.
  if (complaints.length === 0)
    complainOfItems(
      matches,
      plannedOf,
      keys,
      (estate, source) => sources.has(`${estate} ${sourceId(source)}`),
      complain,
    );

  const sourcesPlanned = planSources(wanted.sources, known.sources);
  return {
    complaints,
    items,
    sources: sourcesPlanned,
    unchanged: matches.length - plannedOf.size,
    kept: choices.isRemoving ? [] : lacked,
    suggestions: suggestRenames(
      lacked.map(({ snapshot }) => snapshot),
      items.flatMap(({ does, after }) => (does === 'added' && after !== null ? [after] : [])),
    ),
    obstacles: [
      ...obstaclesOf(known, items),
      ...sourcesOfNone(wanted, keys),
      ...numbersOf(sourcesPlanned),
    ],
    namesToType: namesToType(
      items.map((item) => ({ before: item.known?.snapshot ?? null, after: item.after })),
      known.production,
    ),
  };
}
