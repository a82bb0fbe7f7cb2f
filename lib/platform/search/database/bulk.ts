import { isTableGone, onDatabase } from './faults.ts';
import { resolve, tableOf, unknownTarget, type Resolved } from './catalogue.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type { Database } from '../../database/database.ts';
import type { BulkResult, BulkWrite } from '../port.ts';
import { isStorable, mappingRefusal, sealedSays, sizeRefusal } from '../refusals.ts';

// Half a megabyte stops everything else on the embedded database for about 20 ms.
const maxStatementChars = 500_000;
const maxStatementRows = 1_000;

interface Pending {
  readonly at: number;
  readonly write: BulkWrite;
  readonly text: string;
}

interface Statement {
  readonly op: BulkWrite['op'];
  readonly items: readonly Pending[];
}

/**
 * Writes in an order that means the same as one after the other: the n-th write to an id comes in
 * the n-th wave, and within a wave all ids are distinct. Sorted by id, so that two writers cannot
 * wait for each other.
 */
function inStatements(pending: readonly Pending[]): Statement[] {
  const waves: Map<BulkWrite['op'], Pending[]>[] = [];
  const seen = new Map<string, number>();
  for (const item of pending) {
    const wave = seen.get(item.write.id) ?? 0;
    seen.set(item.write.id, wave + 1);
    const ops = (waves[wave] ??= new Map<BulkWrite['op'], Pending[]>());
    const group = ops.get(item.write.op);
    if (group === undefined) ops.set(item.write.op, [item]);
    else group.push(item);
  }
  return waves.flatMap((ops) => [...ops].flatMap(([op, items]) => cut(op, items)));
}

function cut(op: BulkWrite['op'], items: readonly Pending[]): Statement[] {
  const sorted = items.toSorted((a, b) => (a.write.id < b.write.id ? -1 : 1));
  const statements: Statement[] = [];
  let part: Pending[] = [];
  let chars = 0;
  for (const item of sorted) {
    if (
      part.length > 0 &&
      (part.length >= maxStatementRows || chars + item.text.length > maxStatementChars)
    ) {
      statements.push({ op, items: part });
      part = [];
      chars = 0;
    }
    part.push(item);
    chars += item.text.length;
  }
  if (part.length > 0) statements.push({ op, items: part });
  return statements;
}

// JSON text holds no line feed, and one long text is sent and parsed twice as fast as an array of
// texts.
const documents = `unnest($1::text[], string_to_array($2::text, E'\\n')) as x(id, source)`;

// Locked for as long as the statement lasts: a swap that seals the index waits for it, and a
// statement that begins afterwards writes nothing.
const fence = (number: string): string =>
  `fence as materialized (
     select 1 from search_index where number = ${number}::integer and takes_writes for share)`;

// Rows of a result cost as much as writing them does: ids are returned only where some were stale.
const written = (statement: string): string =>
  `with ${fence('$3')}, written as (${statement} returning d.id)
   select count(*)::integer as count,
     case when count(*) < $4::integer then array_agg(id) end as ids,
     exists (select 1 from fence) as "isOpen"
   from written`;

const sqlOf: Readonly<Record<BulkWrite['op'], (table: string) => string>> = {
  index: (table) =>
    `with ${fence('$3')}
     insert into ${table} as d (id, source) select id, source::jsonb from fence, ${documents}
     on conflict (id) do update set source = excluded.source, version = d.version + 1`,
  create: (table) =>
    written(
      `insert into ${table} as d (id, source) select id, source::jsonb from fence, ${documents}
       on conflict (id) do nothing`,
    ),
  replace: (table) =>
    written(
      `update ${table} d set source = x.source::jsonb, version = d.version + 1
       from fence, unnest($1::text[], string_to_array($2::text, E'\\n'), $5::integer[])
         as x(id, source, version)
       where d.id = x.id and d.version = x.version`,
    ),
};

const sealed = (name: string): FaultError =>
  new FaultError({ kind: 'precondition', says: sealedSays(name) });

/** The ids that were written; null when all were. */
async function execute(
  database: Database,
  index: Resolved,
  { op, items }: Statement,
): Promise<ReadonlySet<string> | null> {
  const table = tableOf(index);
  const params: unknown[] = [
    items.map((item) => item.write.id),
    items.map((item) => item.text).join('\n'),
    index.number,
  ];
  if (op === 'index') {
    const count = await onDatabase(() => database.run(sqlOf.index(table), params));
    if (count === 0) throw sealed(index.name);
    return null;
  }
  params.push(items.length);
  if (op === 'replace')
    params.push(items.map(({ write }) => (write.op === 'replace' ? write.version.seqNo : 0)));
  const [result] = await onDatabase(() =>
    database.rows<{ count: number; ids: readonly string[] | null; isOpen: boolean }>(
      sqlOf[op](table),
      params,
    ),
  );
  if (result?.isOpen !== true) throw sealed(index.name);
  return result.count === items.length ? null : new Set(result.ids);
}

async function run(
  database: Database,
  index: Resolved,
  statement: Statement,
  results: BulkResult[],
): Promise<void> {
  const ids = await execute(database, index, statement);
  for (const item of statement.items) {
    results[item.at] = { verdict: ids === null || ids.has(item.write.id) ? 'written' : 'stale' };
  }
}

function refusalOf(index: Resolved, write: BulkWrite, text: string): string | null {
  return (
    sizeRefusal(write.id, text) ??
    mappingRefusal(index.fields, write.source) ??
    (isStorable(text) && !write.id.includes('\u0000')
      ? null
      : 'the document holds a character that cannot be stored')
  );
}

async function noteForeignKeys(
  database: Database,
  index: Resolved,
  writes: readonly BulkWrite[],
): Promise<boolean> {
  const isForeign = writes.some(({ id, source }) => {
    const key = source[index.keyField];
    return typeof key === 'number' ? String(key) !== id : key !== id;
  });
  if (!isForeign) return false;
  await onDatabase(() =>
    database.run('update search_index set is_keyed_by_id = false where number = $1', [
      index.number,
    ]),
  );
  return true;
}

/**
 * Keeps what is known of an index between batches; a table that is gone is looked up again, once.
 */
export function bulkWriter(
  database: Database,
  environment: string,
): (name: string, writes: readonly BulkWrite[]) => Promise<readonly BulkResult[]> {
  const known = new Map<string, Resolved>();
  const lookUp = async (name: string): Promise<Resolved> => {
    const found = known.get(name) ?? (await onDatabase(() => resolve(database, environment, name)));
    if (found === null || found.isAlias) throw unknownTarget(name);
    known.set(name, found);
    return found;
  };
  const write = async (
    name: string,
    writes: readonly BulkWrite[],
  ): Promise<readonly BulkResult[]> => {
    const index = await lookUp(name);
    if (index.isKeyedById && (await noteForeignKeys(database, index, writes)))
      known.set(name, { ...index, isKeyedById: false });
    const results: BulkResult[] = [];
    const pending: Pending[] = [];
    writes.forEach((item, at) => {
      const text = JSON.stringify(item.source);
      const reason = refusalOf(index, item, text);
      if (reason === null) pending.push({ at, write: item, text });
      else results[at] = { verdict: 'rejected', reason };
    });
    for (const statement of inStatements(pending)) await run(database, index, statement, results);
    return results;
  };
  return async (name, writes) => {
    try {
      return await write(name, writes);
    } catch (error) {
      if (!isTableGone(error)) throw error;
      known.delete(name);
      return write(name, writes);
    }
  };
}
