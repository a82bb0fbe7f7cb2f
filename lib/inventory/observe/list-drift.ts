import { allInSlices, othersTurn } from '#lib/kernel/in-slices.ts';
import { done, type Result } from '#lib/kernel/result.ts';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import type { Facet } from '../item-list.ts';
import { searchWords } from '../search-words.ts';
import { countsOf, documentedRow, heldOf, rowsOf, type Held, type HeldRow } from './drift-rows.ts';
import {
  driftStates,
  type DriftPage,
  type DriftRequest,
  type DriftRow,
  type DriftState,
  type ImportView,
} from './drift-view.ts';
import {
  readDeclared,
  readDocumented,
  readKnown,
  readNewestImports,
  type ImportRow,
  type ImportsOf,
} from './observe-store.ts';

export interface HeldImport {
  readonly row: ImportRow;
  readonly held: Held;
  readonly rows: readonly HeldRow[];
}

/** The newest imports, held against what is declared by now. Three statements. */
export async function readHeld(sql: Sql, of: ImportsOf): Promise<readonly HeldImport[]> {
  const imports = await readNewestImports(sql, of);
  if (imports.length === 0) return [];
  const [declared, known] = await Promise.all([
    readDeclared(
      sql,
      imports.map((one) => ({ estate: one.estate, environment: one.environment })),
      null,
    ),
    readKnown(sql),
  ]);
  const all: HeldImport[] = [];
  for (const row of imports) {
    const held = heldOf(row);
    const near = declared.filter(
      ({ estate, environment: there }) =>
        estate === row.estate && (there === null || there === row.environment),
    );
    all.push({ row, held, rows: await allInSlices(rowsOf(held, near, known)) });
    await othersTurn();
  }
  return all;
}

const importView = ({ row, held, rows }: HeldImport): ImportView => ({
  id: row.id,
  estate: row.estate,
  estateTitle: row.estate_title,
  environment: row.environment,
  environmentKey: row.environment_key,
  kind: row.kind,
  format: row.format,
  at: row.at.toISOString(),
  actor: row.actor,
  seenAt: held.seenAt,
  covers: row.covers,
  profiles: row.profiles,
  isPartial: row.is_partial,
  told: row.told,
  counts: countsOf(rows.map((one) => one.row)),
});

const textOf = (row: DriftRow): string =>
  [
    row.name,
    row.key,
    row.address,
    row.kindTitle,
    row.documented,
    row.actual,
    row.where,
    row.environment,
    ...row.differences.flatMap(({ label, observed }) => [label, ...[observed].flat()]),
  ]
    .join('\n')
    .toLowerCase();

type Filter = keyof DriftRequest['filters'];

/** Without a state the ones that agree are left out: they are no drift. */
function isShown(row: DriftRow, { filters }: Pick<DriftRequest, 'filters'>, but?: Filter): boolean {
  const { text, estate, where, state, known } = filters;
  const words = text === undefined ? [] : searchWords(text);
  const holds: Readonly<Record<Filter, boolean>> = {
    text: words.every((word) => textOf(row).includes(word)),
    estate: estate === undefined || row.estate === estate,
    where: where === undefined || row.environment === where,
    state: state === undefined ? row.state !== 'matched' : state.includes(row.state),
    known: known === undefined || (row.known !== null) === (known === 'known'),
  };
  // Its keys are those that are written above.
  return (Object.keys(holds) as Filter[]).every((name) => name === but || holds[name]);
}

const orderOf: Readonly<Record<DriftState, number>> = {
  changed: 0,
  missing: 1,
  unexpected: 2,
  planned: 3,
  documented: 4,
  matched: 5,
};

function inOrder({ column, direction }: DriftRequest['sort'], a: DriftRow, b: DriftRow): number {
  const by: Readonly<Record<DriftRequest['sort']['column'], number>> = {
    estate: a.estate.localeCompare(b.estate) || orderOf[a.state] - orderOf[b.state],
    state: orderOf[a.state] - orderOf[b.state] || a.estate.localeCompare(b.estate),
    seen: (a.seenAt ?? '').localeCompare(b.seenAt ?? ''),
  };
  return (direction === 'descending' ? -1 : 1) * by[column] || a.name.localeCompare(b.name);
}

function facet(
  rows: readonly DriftRow[],
  valueOf: (row: DriftRow) => string | null,
  titleOf: (row: DriftRow) => string,
): readonly Facet[] {
  const found = new Map<string, { readonly title: string; count: number }>();
  for (const row of rows) {
    const value = valueOf(row);
    if (value === null) continue;
    const known = found.get(value) ?? { title: titleOf(row), count: 0 };
    known.count += 1;
    found.set(value, known);
  }
  return [...found].map(([value, { title, count }]) => ({ value, title, count }));
}

/** What sources found and what imports say, with what they were filtered by. Four statements. */
export async function listDrift(
  { database }: { readonly database: Database },
  request: DriftRequest,
): Promise<Result<DriftPage>> {
  const [documented, imports] = await Promise.all([
    readDocumented(database),
    readHeld(database, { estate: null, environment: null }),
  ]);
  const all = [
    ...documented.map(documentedRow),
    ...imports.flatMap(({ rows }) => rows.map(({ row }) => row)),
  ];
  const shown = all
    .filter((row) => isShown(row, request))
    .sort((a, b) => inOrder(request.sort, a, b));
  const but = (filter: Filter): readonly DriftRow[] =>
    all.filter((row) => isShown(row, request, filter));
  const states = facet(
    but('state'),
    ({ state }) => state,
    ({ state }) => state,
  );
  return done({
    rows: shown.slice(request.offset, request.offset + request.limit),
    total: shown.length,
    facets: {
      estate: facet(
        but('estate'),
        ({ estate }) => estate,
        ({ estateTitle }) => estateTitle,
      ),
      where: facet(
        but('where'),
        ({ environment }) => environment,
        ({ environment }) => environment ?? '',
      ),
      state: driftStates.flatMap((state) => states.find(({ value }) => value === state) ?? []),
    },
    imports: imports.map(importView),
  });
}
