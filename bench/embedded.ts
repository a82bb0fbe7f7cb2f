import type { Database } from '#lib/platform/postgres.ts';
import { whatIsWrong } from './judge-run.ts';
import { readAll } from './material.ts';
import type { Load } from './floor.ts';
import { openWorld } from './open-world.ts';
import { prepare } from './places.ts';
import { ratioOf, round, type Reporting } from './reporting.ts';
import { stageMs, wholeRun } from './whole-run.ts';

const batchSizes = [250, 1_000, 2_500, 5_000];

interface Prepared {
  readonly table: string;
  readonly batches: readonly { readonly ids: readonly string[]; readonly sources: string }[];
}

let tables = 0;

/** Everything but the statements themselves is done before the clock runs. */
function inBatches(loads: readonly Load[], size: number): Prepared[] {
  return loads.map(({ writes }) => {
    const batches: Prepared['batches'][number][] = [];
    for (let from = 0; from < writes.length; from += size) {
      const some = writes.slice(from, from + size);
      batches.push({ ids: some.map((write) => write.id), sources: some.map((write) => JSON.stringify(write.source)).join('\n') });
    }
    return { table: `plain_${String(++tables)}`, batches };
  });
}

/** A table an index: the id as its key and the document, nothing else. */
export async function insertPlainly(database: Database, loads: readonly Load[], size: number): Promise<number> {
  const prepared = inBatches(loads, size);
  for (const { table } of prepared) await database.run(`create table ${table} (id text primary key, source jsonb not null)`);
  const startedAt = performance.now();
  for (const { table, batches } of prepared) {
    for (const { ids, sources } of batches) {
      await database.run(
        `insert into ${table} (id, source) select id, source::jsonb from unnest($1::text[], string_to_array($2, E'\\n')) as x(id, source)`,
        [ids, sources],
      );
    }
  }
  const tookMs = performance.now() - startedAt;
  for (const { table } of prepared) await database.run(`drop table ${table}`);
  return tookMs;
}

/** A whole run with nothing configured, against a plain insert of the documents that it leaves into the same embedded database. */
export async function benchEmbedded({ documents, cleaning, says, table, fail }: Reporting): Promise<object> {
  const places = await prepare(documents, false, cleaning);
  const world = await openWorld(places, cleaning);
  says('The run …');
  const { run, peakRssMb } = await wholeRun(world, cleaning);
  if (run.state !== 'settled') throw new Error(`the run ended ${run.state}: ${run.fault?.says ?? ''}`);
  const wrong = await whatIsWrong(world, places, run);
  if (wrong.length > 0) fail(`The documents are wrong. ${wrong.join('; ')}`);

  says('The plain insert …');
  const loads: Load[] = [];
  for (const [base, index] of Object.entries(run.generations)) loads.push({ index: base, writes: await readAll(world, index) });
  let plainMs = Infinity;
  for (const size of batchSizes) plainMs = Math.min(plainMs, await insertPlainly(world.database, loads, size));

  const stages = run.stages.map((stage) => ({ name: stage.name, runMs: stageMs(stage) }));
  const ratio = ratioOf(run.durationMs, plainMs);
  table([
    ['', 's'],
    ...stages.map((stage) => [`  ${stage.name}`, ((stage.runMs ?? 0) / 1_000).toFixed(2)]),
    ['whole run', ((run.durationMs ?? 0) / 1_000).toFixed(2)],
    ['plain insert', (plainMs / 1_000).toFixed(2)],
    ['ratio', String(ratio ?? '')],
  ]);
  const written = loads.reduce((sum, { writes }) => sum + writes.length, 0);
  return { documents, written, runMs: run.durationMs, plainMs: round(plainMs), ratio, stages, peakRssMb };
}
