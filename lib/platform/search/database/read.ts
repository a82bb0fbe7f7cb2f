import { done, FaultError, type Result } from '#lib/kernel/result.ts';
import type { Database } from '../../database/database.ts';
import { all, and, type Condition, type Scalar } from '../conditions.ts';
import { resolve, resolveAll, tableOf, unknownTarget, type Resolved } from './catalogue.ts';
import { isTableGone, onDatabase } from './faults.ts';
import { checkedField, checkExact, mappingOf } from '../fields.ts';
import type { CountQuestion, Document, Found, Json, ScanOptions, Search } from '../port.ts';
import { checkCondition, conditionToSql, SqlParams } from './conditions.ts';

/**
 * Looks the target up and reads its table. A reader that is overtaken by a swap and a drop finds
 * the table gone and looks again, so that nobody sees an error or an empty result.
 */
async function onTarget<T>(
  database: Database,
  environment: string,
  target: string,
  read: (index: Resolved) => Promise<T>,
): Promise<T> {
  for (let isSecondLook = false; ; isSecondLook = true) {
    const index = await onDatabase(() => resolve(database, environment, target));
    if (index === null) throw unknownTarget(target);
    try {
      return await onDatabase(() => read(index));
    } catch (error) {
      if (isSecondLook || !isTableGone(error)) throw error;
    }
  }
}

function whereOf(index: Resolved, condition: Condition | undefined, params: SqlParams): string {
  const combined = index.filter === null ? (condition ?? all) : and(index.filter, condition ?? all);
  return conditionToSql(combined, index.fields, 'source', params);
}

export function countIn(database: Database, environment: string): Search['count'] {
  return (target, condition) =>
    onTarget(database, environment, target, async (index) => {
      const params = new SqlParams();
      const where = whereOf(index, condition, params);
      const [row] = await database.rows<{ count: number }>(
        `select count(*)::integer as count from ${tableOf(index)} where ${where}`,
        params.values,
      );
      return row?.count ?? 0;
    });
}

// So many questions at once; a statement stays far below the limit of the
// engine on its parameters.
const questionsAStatement = 100;

const failed = (error: unknown): Result<never> => {
  if (error instanceof FaultError) return { ok: false, fault: error.fault };
  throw error;
};

/** An index, the filter through which it is read, and what is counted of it together. */
interface Pass {
  readonly index: Resolved;
  readonly asked: CountQuestion[];
}

interface WrittenPass {
  readonly text: string;
  /** For each question its column, or why there is none. */
  readonly positions: readonly Result<number>[];
}

function writePass({ index, asked }: Pass, number: number, params: SqlParams): WrittenPass {
  const where = whereOf(index, undefined, params);
  const columns: string[] = [];
  const positions = asked.map(({ condition = all }): Result<number> => {
    try {
      checkCondition(condition, index.fields);
    } catch (error) {
      return failed(error);
    }
    const matches = conditionToSql(condition, index.fields, 'source', params);
    return done(columns.push(`count(*) filter (where ${matches})`) - 1);
  });
  const counts = `to_jsonb(array[${columns.join(', ')}]::bigint[])`;
  const text = `select ${number} as pass, ${counts} as counts
    from ${tableOf(index)} where ${where}`;
  return { text, positions };
}

/**
 * Passes over several indexes in one statement, each of them once through each filter; what a
 * condition refuses is told at its position.
 */
async function countPasses(
  database: Database,
  passes: readonly Pass[],
): Promise<readonly (readonly Result<number>[])[]> {
  const params = new SqlParams();
  const written = passes.map((pass, number) => writePass(pass, number, params));
  const rows = await onDatabase(() =>
    database.rows<{ pass: number; counts: readonly number[] }>(
      written.map(({ text }) => text).join(' union all '),
      params.values,
    ),
  );
  const counts = new Map(rows.map((row) => [row.pass, row.counts]));
  return written.map(({ positions }, pass) =>
    positions.map((at) => (at.ok ? done(counts.get(pass)?.[at.value] ?? 0) : at)),
  );
}

/** As many questions in each as one statement takes. */
function inStatements(passes: readonly Pass[]): Pass[][] {
  const statements: Pass[][] = [];
  let left = 0;
  for (const { index, asked } of passes)
    for (let from = 0; from < asked.length; from += questionsAStatement) {
      const pass = { index, asked: asked.slice(from, from + questionsAStatement) };
      if (pass.asked.length > left) {
        statements.push([]);
        left = questionsAStatement;
      }
      statements.at(-1)?.push(pass);
      left -= pass.asked.length;
    }
  return statements;
}

/**
 * One look at where all targets lead, and for every hundred questions a statement; what is asked of
 * an alias and of its index with the filter of the alias is counted once. Where a statement is
 * refused, each of its questions is asked alone, so that one which cannot be answered harms no
 * other and a table that went away meanwhile is looked for again.
 */
export function countsIn(database: Database, environment: string): Search['counts'] {
  const count = countIn(database, environment);
  return async (questions) => {
    const targets = [...new Set(questions.map(({ target }) => target))];
    const resolved = await onDatabase(() => resolveAll(database, environment, targets));
    const counts = new Map<CountQuestion, Result<number>>();
    const passes = new Map<string, Pass>();
    const same = new Map<string, CountQuestion>();
    const first = new Map<CountQuestion, CountQuestion>();
    for (const question of questions) {
      const index = resolved.get(question.target);
      if (index === undefined) {
        counts.set(question, { ok: false, fault: unknownTarget(question.target).fault });
        continue;
      }
      const { condition = all } = question;
      const whole = [index.filter ?? all, condition].filter(({ is }) => is !== 'all');
      const counted = JSON.stringify([index.number, whole]);
      const earlier = same.get(counted);
      if (earlier !== undefined) {
        first.set(question, earlier);
        continue;
      }
      same.set(counted, question);
      const key = JSON.stringify([index.number, index.filter]);
      const pass = passes.get(key) ?? { index, asked: [] };
      passes.set(key, pass);
      pass.asked.push(question);
    }
    for (const together of inStatements([...passes.values()])) {
      const results = await countPasses(database, together).catch((error: unknown) => {
        const alone = async ({ target, condition }: CountQuestion): Promise<Result<number>> =>
          error instanceof FaultError ? failed(error) : count(target, condition).then(done, failed);
        return Promise.all(together.map(({ asked }) => Promise.all(asked.map(alone))));
      });
      together.forEach(({ asked }, pass) => {
        asked.forEach((question, at) => {
          const result = results[pass]?.[at];
          if (result !== undefined) counts.set(question, result);
        });
      });
    }
    return questions.flatMap((question) => counts.get(first.get(question) ?? question) ?? []);
  };
}

/**
 * The rows of a statement as one JSON text: on the embedded database a row of a result costs more
 * than its content. `columns` are names of ours.
 */
async function inOneText<T extends object>(
  database: Database,
  statement: string,
  columns: readonly string[],
  params: readonly unknown[],
): Promise<T[]> {
  const row = columns
    .map((column) => `'"${column}":', to_json(r."${column}")::text`)
    .join(`, ',', `);
  const [result] = await database.rows<{ rows: string | null }>(
    `select string_agg(concat('{', ${row}, '}'), ',') as rows from (${statement}) r`,
    params,
  );
  // Made of exactly these columns by the statement itself.
  return result?.rows == null ? [] : (JSON.parse(`[${result.rows}]`) as T[]);
}

export function getFrom(database: Database, environment: string): Search['get'] {
  return (target, ids) =>
    onTarget(database, environment, target, async (index): Promise<Found[]> => {
      const rows = await inOneText<{ id: string; source: Document; version: number }>(
        database,
        `select id, version, source from ${tableOf(index)} where id = any($1::text[])`,
        ['id', 'version', 'source'],
        [ids],
      );
      return rows.map((row) => ({
        id: row.id,
        source: row.source,
        version: { seqNo: row.version, primaryTerm: 1 },
      }));
    });
}

function withFields(source: Document, fields: readonly string[] | undefined): Document {
  if (fields === undefined) return source;
  const kept: Record<string, Json> = {};
  for (const field of fields) {
    const value = source[field];
    if (value !== undefined) kept[field] = value;
  }
  return kept;
}

interface Row {
  readonly id: string;
  readonly source: Document;
  readonly key: string;
}

export function scanIn(database: Database, environment: string): Search['scan'] {
  return async function* scan(target: string, options: ScanOptions = {}) {
    const size = options.size ?? 1_000;
    // One look for the whole scan: pages of two generations must not be mixed.
    const index = await onDatabase(() => resolve(database, environment, target));
    if (index === null) throw unknownTarget(target);
    const isById = options.order === 'any' || index.isKeyedById;
    const key = isById
      ? 'id'
      : `coalesce(source->>'${checkedField(index.keyField)}', '') collate "C"`;
    let last: Row | undefined;
    for (;;) {
      const params = new SqlParams();
      const conditions = [whereOf(index, options.condition, params)];
      if (last !== undefined && isById) conditions.push(`id > ${params.add(last.id, 'text')}`);
      if (last !== undefined && !isById)
        conditions.push(
          `(${key}, id) > (${params.add(last.key, 'text')}, ${params.add(last.id, 'text')})`,
        );
      const rows = await onDatabase(() =>
        inOneText<Row>(
          database,
          `select id, source, ${key} as key from ${tableOf(index)} where ${conditions.join(' and ')}
           order by ${isById ? 'id' : `${key}, id`} limit ${params.add(size, 'integer')}`,
          ['id', 'key', 'source'],
          params.values,
        ),
      ).catch((error: unknown) => {
        throw isTableGone(error) ? unknownTarget(target) : error;
      });
      if (rows.length > 0)
        yield rows.map((row) => ({ id: row.id, source: withFields(row.source, options.fields) }));
      if (rows.length < size) return;
      last = rows.at(-1);
    }
  };
}

export function groupIn(database: Database, environment: string): Search['group'] {
  return (target, field, options) =>
    onTarget(database, environment, target, async (index) => {
      checkExact(mappingOf(index.fields, field), field);
      const params = new SqlParams();
      const where = whereOf(index, options.condition, params);
      const value = `source->'${checkedField(field)}'`;
      return database.rows<{ value: Scalar; count: number }>(
        `select v.value, count(*)::integer as count
         from ${tableOf(index)} cross join lateral (
           select distinct e.value from jsonb_array_elements(
             case jsonb_typeof(${value}) when 'array' then ${value}
               else jsonb_build_array(${value}) end
           ) e(value) where jsonb_typeof(e.value) in ('string', 'number', 'boolean')
         ) v
         where ${where} group by v.value
         order by count desc, v.value #>> '{}' collate "C"
         limit ${params.add(options.limit, 'integer')}`,
        params.values,
      );
    });
}
