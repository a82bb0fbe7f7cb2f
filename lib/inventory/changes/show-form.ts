/** What a person needs to fill in the form of a thing: it is made from the schema of its kind. */
import { quoted } from '#lib/kernel/free-text.ts';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import type { Sql } from '#lib/platform/database/database.ts';
import { environmentAttributes } from '../estate-attributes.ts';
import type { FormView, NewFormView } from '../item-view.ts';
import { attributesOf } from '../items.ts';
import { allowedValues } from '../kind.ts';
import { kindOf, kinds } from '../kinds/all-kinds.ts';
import { kindTitles, type InventoryWorld } from '../list-items.ts';
import { relationKinds } from '../relation-kinds.ts';
import { readItemRow } from '../store.ts';
import { readOutlines, readSnapshots, readSources } from './store.ts';

const fieldsOf = (attributes: ReturnType<typeof attributesOf>): FormView['fields'] =>
  Object.entries(attributes).map(([attribute, known]) => ({
    attribute,
    label: known.label,
    type: known.type ?? 'text',
    choices: allowedValues(known),
    isExpected: known.isExpected ?? false,
  }));

async function sourcesOf(sql: Sql, estate: string): Promise<FormView['sources']> {
  return (await readSources(sql, [estate])).map(({ id, title }) => ({ id, title }));
}

const relations = relationKinds.map(({ kind }) => kind);

/** Of a thing that is there. Three statements. `not-found` where nothing has the key. */
export async function showForm(
  { database }: InventoryWorld,
  key: string,
): Promise<Result<FormView>> {
  const row = await readItemRow(database, key);
  if (row === null)
    return refuse('not-found', `Nothing in the inventory has the key ${quoted(key)}.`);
  const [known, sources] = await Promise.all([
    readSnapshots(database, [row.id]),
    sourcesOf(database, row.estate),
  ]);
  const item = known.get(row.id);
  if (item === undefined)
    return refuse('not-found', `Nothing in the inventory has the key ${quoted(key)}.`);
  return done({
    item,
    estate: row.estate,
    estateTitle: row.estate_title,
    kindTitle: kindTitles(row.kind).singular,
    fields: fieldsOf(attributesOf(row)),
    sources,
    relationKinds: relations,
  });
}

/** Of something new of a kind. Two statements. */
export async function showNewForm(
  { database }: InventoryWorld,
  { estate, kind }: { readonly estate: string; readonly kind: string },
): Promise<Result<NewFormView>> {
  const outlines = await readOutlines(database);
  const own = outlines.find(({ key, type }) => type === 'estate' && key === estate);
  if (own === undefined) return refuse('not-found', `There is no estate ${quoted(estate)}.`);
  const attributes = kind === 'environment' ? environmentAttributes : kindOf(kind)?.attributes;
  if (attributes === undefined) return refuse('not-found', `There is no kind ${quoted(kind)}.`);
  return done({
    item: null,
    estate,
    estateTitle: own.name,
    kindTitle: kindTitles(kind).singular,
    fields: fieldsOf(attributes),
    sources: await sourcesOf(database, estate),
    relationKinds: relations,
    environments: outlines.flatMap((outline) =>
      outline.type === 'environment' && outline.estate === estate
        ? (outline.environment ?? [])
        : [],
    ),
  });
}

/** What something new can be, by its title. */
export const kindsToAdd = (): { readonly kind: string; readonly title: string }[] =>
  [
    { kind: 'environment', title: kindTitles('environment').singular },
    ...kinds.map(({ kind, singular }) => ({ kind, title: singular })),
  ].sort((a, b) => a.title.localeCompare(b.title));

/** What something new can be added to, by its title. One statement. */
export async function listEstates({
  database,
}: InventoryWorld): Promise<{ readonly key: string; readonly title: string }[]> {
  return (await readOutlines(database))
    .flatMap(({ type, key, name }) => (type === 'estate' ? [{ key, title: name }] : []))
    .sort((a, b) => a.title.localeCompare(b.title));
}
