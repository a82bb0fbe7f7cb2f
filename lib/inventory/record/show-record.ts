import type { Root } from 'mdast';
import type { Clock } from '#lib/kernel/clock.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { readLastOf } from '../changes/history-store.ts';
import { environmentAttributes, estateAttributes } from '../estate-attributes.ts';
import { findItem } from '../find-item.ts';
import { attributesOf } from '../items.ts';
import { kindOf, kinds } from '../kinds/all-kinds.ts';
import { kindTitles, sourceView, type InventoryWorld } from '../list-items.ts';
import { countsOf } from '../observe/drift-rows.ts';
import { readHeld, type HeldImport } from '../observe/list-drift.ts';
import {
  readEstateItems,
  readFacts,
  readItemRows,
  readSystemRelations,
  type FactRow,
  type ItemRow,
} from '../store.ts';
import { buildRecord, type RecordedItem, type RecordedKind } from './build-record.ts';
import { needsRelations, scopeOf, type RecordScope } from './record-scope.ts';
import type { RecordDrift } from './record-stamp.ts';
import { renderRecord, type RecordFormat } from './render-record.ts';
import { otherChapter } from './sections.ts';

export interface RecordWorld extends InventoryWorld {
  readonly clock: Clock;
}

export interface ArchitectureRecord {
  readonly key: string;
  readonly title: string;
  /** Of the document: with it whether it is of a whole estate. */
  readonly heading: string;
  readonly document: Root;
  /** ISO 8601. */
  readonly madeAt: string;
}

/** `inEstate`: of what is of another one its environment is named with that. */
function recordedItem(row: ItemRow, facts: readonly FactRow[], inEstate: string): RecordedItem {
  const environment = row.type === 'component' ? row.environment : null;
  return {
    key: row.key,
    kind: row.kind,
    name: row.name,
    environment:
      row.estate === inEstate ? environment : `${row.estate_title}, ${environment ?? 'shared'}`,
    facts: new Map(
      facts.map(({ attribute, state, value }) => [
        attribute,
        state === 'value' ? { state, value: value ?? '' } : { state },
      ]),
    ),
    sources: [sourceView(row).title, ...facts.map((fact) => sourceView(fact).title)],
  };
}

/** What the newest imports say of what the record is of; null: there is none. */
function driftOf(imports: readonly HeldImport[], scope: RecordScope): RecordDrift | null {
  const own = imports.filter(({ row }) => scope.environments?.has(row.environment) ?? true);
  const rows = own
    .flatMap((one) => one.rows.map(({ row }) => row))
    .filter(({ key }) => (key === null ? scope.extent !== 'parts' : scope.components.has(key)));
  const newest = Math.max(...own.map(({ row }) => row.at.getTime()));
  return own.length === 0
    ? null
    : {
        counts: countsOf(rows),
        known: rows.filter(({ known }) => known !== null).length,
        newestAt: new Date(newest),
      };
}

/** Kinds that this console has no file of: what is of them is printed all the same. */
const unknownKinds = (rows: readonly ItemRow[]): RecordedKind[] =>
  [...new Set(rows.flatMap(({ type, kind }) => (type === 'component' ? [kind] : [])))]
    .filter((kind) => kindOf(kind) === undefined)
    .map((kind) => ({ kind, ...kindTitles(kind), attributes: {}, chapter: otherChapter }));

const systemTitle = ({ name, type, environment }: ItemRow): string =>
  type === 'component' && environment !== null ? `${name}, ${environment}` : name;

/**
 * The technical architecture record of a system, or of an estate. Nine statements at most, and two
 * more where it is called by its name. Refused as `findItem` says, and for what is neither.
 */
export async function showRecord(
  { database, clock }: RecordWorld,
  called: string,
): Promise<Result<ArchitectureRecord>> {
  const found = await findItem(database, called);
  if (!found.ok) return found;
  const asked = found.value;
  if (asked.type !== 'estate' && asked.kind !== 'system')
    return refuse(
      'not-found',
      `${asked.name} is neither a system nor an estate. Ask for the record of ${asked.estate}, ` +
        'or of a system in it.',
      { keys: asked.estate },
    );
  const inEstate = await readEstateItems(database, asked.estate);
  const relations = needsRelations(asked, inEstate)
    ? await readSystemRelations(database, asked.estate)
    : [];
  const scope = scopeOf(asked, inEstate, relations);
  const own = new Set(inEstate.map(({ key }) => key));
  const elsewhere = [...scope.components].filter((key) => !own.has(key));
  const [others, imports] = await Promise.all([
    elsewhere.length === 0 ? [] : readItemRows(database, elsewhere),
    readHeld(database, { estate: asked.estate, environment: null }),
  ]);
  const isOfScope = ({ key, type, environment }: ItemRow): boolean =>
    type === 'component'
      ? scope.components.has(key)
      : type === 'environment'
        ? (scope.environments?.has(environment ?? '') ?? true)
        : scope.subjects.includes(key);
  const rows = [...inEstate, ...others].filter(isOfScope);
  const all = await readFacts(
    database,
    rows.map(({ key }) => key),
  );
  const byItem = new Map<string, FactRow[]>();
  for (const fact of all) byItem.set(fact.item_key, [...(byItem.get(fact.item_key) ?? []), fact]);
  const recorded = (row: ItemRow): RecordedItem =>
    recordedItem(row, byItem.get(row.key) ?? [], asked.estate);
  const of = rows.find(({ key }) => key === scope.of) ?? asked;
  const title = systemTitle(of);
  const heading =
    `${title}: technical architecture record` +
    (scope.extent === 'estate' || scope.extent === 'undivided' ? ' of the whole estate' : '');
  const shownChangedAt = rows.reduce(
    (last, row) => (row.changed_at > last ? row.changed_at : last),
    new Date(0),
  );
  // What was removed, or is no part of it any more, is in no row.
  const leftAt = await readLastOf(
    database,
    shownChangedAt,
    scope.extent === 'parts'
      ? { relatedTo: [...scope.components] }
      : { estate: asked.estate, environment: of.type === 'component' ? of.environment : null },
  );
  const now = clock.now();
  const document = buildRecord({
    heading,
    stamp: {
      estate: of.estate_title,
      extent: scope.extent,
      environment: of.environment,
      parts: scope.parts,
      beside: scope.components.size - scope.parts - 1,
      now,
      changedAt: leftAt ?? shownChangedAt,
      missing: rows.reduce((sum, { missing }) => sum + missing, 0),
      drift: driftOf(imports, scope),
    },
    subjects: scope.subjects.flatMap((subject) =>
      rows
        .filter(({ key }) => key === subject)
        .map((row) => ({
          ...recorded(row),
          attributes: row.type === 'estate' ? estateAttributes : attributesOf(row),
        })),
    ),
    environments: rows.filter(({ type }) => type === 'environment').map(recorded),
    environmentAttributes,
    components: rows.filter(({ type }) => type === 'component').map(recorded),
    kinds: [...kinds, ...unknownKinds(rows)],
  });
  return done({ key: of.key, title, heading, document, madeAt: now.toISOString() });
}

/** As a file, under a name that says of what it is. Refused as `showRecord` is. */
export async function recordFile(
  world: RecordWorld,
  { key: called, format }: { readonly key: string; readonly format: RecordFormat },
): Promise<
  Result<{ readonly name: string; readonly format: RecordFormat; readonly text: string }>
> {
  const record = await showRecord(world, called);
  if (!record.ok) return record;
  const { key } = record.value;
  const name = `${key.replaceAll(/[^a-z0-9]+/gi, '-')}-architecture-record.${format}`;
  return done({ name, format, text: renderRecord(record.value, format) });
}
