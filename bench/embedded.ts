import type { Database } from '#lib/platform/database/database.ts';
import { whatIsWrong } from './verify-run.ts';
import { readAll } from './workload.ts';
import type { Load } from './floor.ts';
import { openWorld } from './open-world.ts';
import { prepare } from './environment.ts';
import { ratioOf, round, type Reporting } from './reporting.ts';
import { stageMs, wholeRun } from './whole-run.ts';

/** One statement of several rows: its text for so many rows, and its parameters. */
interface InsertVariant {
  readonly size: number;
  readonly text: (table: string, rows: number) => string;
  readonly params: (ids: readonly string[], sources: readonly string[]) => readonly unknown[];
}

const rowOf = (position: number): string =>
  `($${String(position * 2 + 1)}, $${String(position * 2 + 2)})`;

/** The plain form: several rows a statement, a parameter a value. */
const plain = (size: number): InsertVariant => ({
  size,
  text: (table, rows) =>
    `insert into ${table} (id, source)
      values ${Array.from({ length: rows }, (_none, position) => rowOf(position)).join(', ')}`,
  params: (ids, sources) => ids.flatMap((id, position) => [id, sources[position]]),
});

/**
 * The fastest that is known for this engine: one long text for all documents of a statement, cut by
 * the engine.
 */
const tuned = (size: number): InsertVariant => ({
  size,
  text: (table) =>
    `insert into ${table} (id, source) select id, source::jsonb
      from unnest($1::text[], string_to_array($2, E'\\n')) as x(id, source)`,
  params: (ids, sources) => [ids, sources.join('\n')],
});

interface Prepared {
  readonly table: string;
  readonly statements: readonly { readonly text: string; readonly params: readonly unknown[] }[];
}

let tables = 0;

/** Everything but the statements themselves is done before the clock runs. */
function statementsOf(loads: readonly Load[], { size, text, params }: InsertVariant): Prepared[] {
  return loads.map(({ writes }) => {
    const table = `plain_${String(++tables)}`;
    const statements: Prepared['statements'][number][] = [];
    for (let from = 0; from < writes.length; from += size) {
      const some = writes.slice(from, from + size);
      const sources = some.map((write) => JSON.stringify(write.source));
      statements.push({
        text: text(table, some.length),
        params: params(
          some.map((write) => write.id),
          sources,
        ),
      });
    }
    return { table, statements };
  });
}

/** A table an index: the id as its key and the document, nothing else. */
async function insertIn(
  database: Database,
  loads: readonly Load[],
  variant: InsertVariant,
): Promise<number> {
  const prepared = statementsOf(loads, variant);
  for (const { table } of prepared)
    await database.run(`create table ${table} (id text primary key, source jsonb not null)`);
  const startedAt = performance.now();
  for (const { statements } of prepared) {
    for (const { text, params } of statements) await database.run(text, params);
  }
  const tookMs = performance.now() - startedAt;
  for (const { table } of prepared) await database.run(`drop table ${table}`);
  return tookMs;
}

async function fastestOf(
  database: Database,
  loads: readonly Load[],
  variants: readonly InsertVariant[],
): Promise<number> {
  let best = Infinity;
  for (const variant of variants) best = Math.min(best, await insertIn(database, loads, variant));
  return best;
}

/**
 * A whole run with nothing configured, against a plain insert of the documents that it leaves into
 * the same embedded database.
 */
export async function benchEmbedded({
  documents,
  cleaning,
  says,
  table,
  fail,
}: Reporting): Promise<object> {
  const environment = await prepare(documents, false, cleaning);
  const world = await openWorld(environment, cleaning);
  says('The run …');
  const { run, peakRssMb } = await wholeRun(world, cleaning);
  if (run.state !== 'settled')
    throw new Error(`the run ended ${run.state}: ${run.fault?.says ?? ''}`);
  const wrong = await whatIsWrong(world, environment, run);
  if (wrong.length > 0) fail(`The documents are wrong. ${wrong.join('; ')}`);

  says('The plain insert …');
  const loads: Load[] = [];
  for (const [base, index] of Object.entries(run.generations))
    loads.push({ index: base, writes: await readAll(world, index) });
  const plainMs = await fastestOf(world.database, loads, [100, 250, 1_000, 2_500].map(plain));
  const tunedMs = await fastestOf(world.database, loads, [250, 1_000, 2_500, 5_000].map(tuned));

  const stages = run.stages.map((stage) => ({ name: stage.name, runMs: stageMs(stage) }));
  const ratio = ratioOf(run.durationMs, plainMs);
  const ratioToTuned = ratioOf(run.durationMs, tunedMs);
  table([
    ['', 's'],
    ...stages.map((stage) => [`  ${stage.name}`, ((stage.runMs ?? 0) / 1_000).toFixed(2)]),
    ['whole run', ((run.durationMs ?? 0) / 1_000).toFixed(2)],
    ['plain insert', (plainMs / 1_000).toFixed(2)],
    ['ratio', String(ratio ?? '')],
    ['tuned insert', (tunedMs / 1_000).toFixed(2)],
    ['ratio', String(ratioToTuned ?? '')],
  ]);
  const written = loads.reduce((sum, { writes }) => sum + writes.length, 0);
  return {
    documents,
    written,
    runMs: run.durationMs,
    plainMs: round(plainMs),
    ratio,
    tunedMs: round(tunedMs),
    ratioToTuned,
    stages,
    peakRssMb,
  };
}
