import { systemActor, type AccessWorld } from '#lib/access/index.ts';
import { FaultError, type Result } from '#lib/kernel/result.ts';
import { median } from '#lib/kernel/words/numbers.ts';
import { importInventory, previewImport, type ImportOutcome } from '#lib/inventory/index.ts';
import type { Database, Sql } from '#lib/platform/database/database.ts';
import { buildOnce } from '#lib/testing/processes/running-console.ts';
import { prepare } from '../environment.ts';
import { openWorld } from '../open-world.ts';
import { ratioOf, round, type Reporting } from '../reporting.ts';
import { fillInventory } from './fill.ts';
import { generateRows, rowsOfEach } from './generator.ts';

const rows = 5_000;
const rounds = 5;
const ratioAtMost = 5;

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new FaultError(result.fault);
  return result.value;
}

interface Imported {
  readonly previewMs: number;
  readonly applyMs: number;
  readonly outcome: ImportOutcome;
}

/** As a page or the terminal does it: the preview, and then what it has shown. */
async function importRows(world: AccessWorld, text: string): Promise<Imported> {
  const actor = systemActor('bench');
  const input = { format: 'csv', text, isRemoving: false, renames: {} } as const;
  const from = performance.now();
  const { seen, fingerprint } = valueOf(await previewImport(world, actor, input));
  const shown = performance.now();
  const reason = 'What the bench imports';
  const asShown = { ...input, reason, seen, fingerprint, typedNames: [] };
  const outcome = valueOf(await importInventory(world, actor, asShown));
  return { previewMs: shown - from, applyMs: performance.now() - shown, outcome };
}

interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  /** Of the type of its column each, so that the database makes nothing of them. */
  readonly types: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** What an import has left in one table, as texts. */
async function rowsLeft(sql: Sql, table: string, condition: string): Promise<TableRows> {
  const columns = await sql.rows<{ name: string; type: string }>(
    `select column_name as name, udt_name as type from information_schema.columns
     where table_schema = current_schema() and table_name = $1 order by ordinal_position`,
    [table],
  );
  const texts = columns.map(({ name }) => `"${name}"::text`).join(', ');
  const rows = await sql.rows<{ texts: (string | null)[] }>(
    `select array[${texts}] as texts from ${table} where ${condition}`,
  );
  return {
    table,
    columns: columns.map(({ name }) => name),
    types: columns.map(({ type }) => type),
    rows: rows.map((row) => row.texts),
  };
}

type Statement = readonly [text: string, params: readonly unknown[]];

/** Several rows a statement, a parameter a value; the texts are made before the clock runs. */
const plainStatements = (tables: readonly TableRows[], size: number): Statement[] =>
  tables.flatMap(({ table, columns, types, rows }) => {
    const atOnce = Math.min(size, Math.floor(60_000 / columns.length));
    const statements: Statement[] = [];
    for (let from = 0; from < rows.length; from += atOnce) {
      const some = rows.slice(from, from + atOnce);
      const values = some.map((_row, at) => {
        const cells = types.map((type, place) => `$${at * types.length + place + 1}::${type}`);
        return `(${cells.join(', ')})`;
      });
      statements.push([
        `insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')})
         values ${values.join(', ')}`,
        some.flat(),
      ]);
    }
    return statements;
  });

const undone = new Error('what was measured is undone');

/** Undone at its end, so that it can be done again. */
async function insertPlainly(
  database: Database,
  tables: readonly TableRows[],
  size: number,
): Promise<number> {
  const statements = plainStatements(tables, size);
  let tookMs = 0;
  const inserting = database.transaction(async (tx) => {
    const from = performance.now();
    for (const [text, params] of statements) await tx.run(text, params);
    tookMs = performance.now() - from;
    throw undone;
  });
  await inserting.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return tookMs;
}

interface Left {
  /** What the file says: things, facts, relations. */
  readonly said: readonly TableRows[];
  /** Names to find them by, and the history. */
  readonly beside: readonly TableRows[];
}

/** What an import has left. */
async function whatIsLeft(sql: Sql, batch: string): Promise<Left> {
  const ids = `select item_id from inventory_change where batch = '${batch}'`;
  const changes = await rowsLeft(sql, 'inventory_change', `batch = '${batch}'`);
  return {
    said: [
      await rowsLeft(sql, 'inventory_item', `id in (${ids})`),
      await rowsLeft(sql, 'inventory_fact', `item_id in (${ids})`),
      await rowsLeft(sql, 'inventory_relation', `from_id in (${ids})`),
    ],
    beside: [
      await rowsLeft(sql, 'inventory_name', `item_id in (${ids})`),
      // Those that are there stay: their numbers are taken.
      { ...changes, rows: changes.rows.map(([id, ...row]) => [`-${id ?? ''}`, ...row]) },
    ],
  };
}

/** History stays: nothing takes it away. */
async function takeAway(database: Database): Promise<void> {
  await database.run(`delete from inventory_item where key like 'estate-01/new-%'`);
  await database.script(
    'vacuum inventory_item, inventory_fact, inventory_relation, inventory_name',
  );
}

/**
 * An import of so many rows with its preview, against a plain insert of the rows that it leaves
 * into the same tables, in turns: of what the file says (things, facts, relations), and of all that
 * is written (names to find them by, and the history).
 */
export async function importPart({
  documents,
  cleaning,
  says,
  table,
  fail,
}: Reporting): Promise<object> {
  buildOnce();
  // From its source the thread that reads a file would be bundled for each of them.
  Object.assign(process.env, { NODE_ENV: 'production' });
  const { database, log } = await openWorld(await prepare(1, true, cleaning), cleaning);
  const world = { database, log, environment: null };
  says(`An inventory of ${documents} components. Database: ${database.kind}.`);
  await fillInventory(database, documents);
  const text = generateRows(rows);
  const importMs: number[] = [];
  const previewsMs: number[] = [];
  const plainsMs: number[] = [];
  const wholesMs: number[] = [];
  for (let turn = 0; turn <= rounds; turn += 1) {
    const { previewMs, applyMs, outcome } = await importRows(world, text);
    const { said, beside } = await whatIsLeft(database, outcome.batch);
    if (said[0]?.rows.length !== rows / rowsOfEach) fail('The import has not added what it says.');
    await takeAway(database);
    const plain: number[] = [];
    const whole: number[] = [];
    for (const size of [100, 500, 2_500]) {
      plain.push(await insertPlainly(database, said, size));
      whole.push(await insertPlainly(database, [...said, ...beside], size));
    }
    const inWords = (times: readonly number[]): string => times.map(Math.round).join(', ');
    says(
      `Round ${turn} of ${rounds}: preview ${inWords([previewMs])} ms, import ` +
        `${inWords([applyMs])} ms, insert ${inWords(plain)} ms, with names and history ` +
        `${inWords(whole)} ms.`,
    );
    // The first is to warm up.
    if (turn === 0) continue;
    previewsMs.push(previewMs);
    importMs.push(previewMs + applyMs);
    plainsMs.push(Math.min(...plain));
    wholesMs.push(Math.min(...whole));
  }
  const bothMs = median(importMs);
  const plainMs = median(plainsMs);
  const wholeMs = median(wholesMs);
  const figures = {
    rows,
    previewMs: round(median(previewsMs)),
    importMs: round(bothMs),
    plainMs: round(plainMs),
    ratio: ratioOf(bothMs, plainMs),
    wholeMs: round(wholeMs),
    ratioToWhole: ratioOf(bothMs, wholeMs),
  };
  if (figures.ratio !== null && figures.ratio > ratioAtMost)
    fail(`The import took ${String(figures.ratio)} times as long as the insert.`);
  table([
    ['import', 'ms'],
    ['import with its preview', String(figures.importMs)],
    ['of that the preview', String(figures.previewMs)],
    ['plain insert of things, facts, relations', String(figures.plainMs)],
    ['ratio', String(figures.ratio)],
    ['plain insert of all that is written', String(figures.wholeMs)],
    ['ratio', String(figures.ratioToWhole)],
  ]);
  return figures;
}
