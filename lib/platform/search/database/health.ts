import { done, FaultError, type Result } from '#lib/kernel/result.ts';
import type { Database } from '../../database/database.ts';
import type { EngineHealth, IndexDescription, MappedField } from '../engine-health.ts';
import type { Fields } from '../fields.ts';
import type { FieldMapping } from '../port.ts';
import { once, onDatabase } from './faults.ts';

interface Facts {
  readonly version: string;
  readonly isReadOnly: boolean;
  readonly storedBytes: number;
  readonly indexes: number;
}

async function readFacts(database: Database, environment: string): Promise<Result<Facts>> {
  try {
    const [row] = await once(() =>
      database.rows<Facts>(
        `select split_part(current_setting('server_version'), ' ', 1) as version,
           pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as "isReadOnly",
           pg_database_size(current_database())::float8 as "storedBytes",
           (select count(*)::integer from search_index where environment = $1) as indexes`,
        [environment],
      ),
    );
    if (row === undefined) throw new Error('a select without from returned no row');
    return done(row);
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** What tables can tell. They have no nodes, shards, plugins or blocks of their own. */
export async function readHealth(database: Database, environment: string): Promise<EngineHealth> {
  const facts = await readFacts(database, environment);
  const part = <T>(of: (facts: Facts) => T): Result<T> =>
    facts.ok ? done(of(facts.value)) : facts;
  return {
    version: part(({ version }) => ({ engine: 'PostgreSQL', version })),
    cluster: null,
    nodes: null,
    limits: part(({ isReadOnly }) => ({
      watermarks: null,
      isReadOnly,
      allocation: null,
      shardsPerNode: null,
    })),
    indexes: part(({ indexes }) => ({ total: indexes, red: [], yellow: [], closed: [] })),
    blocks: null,
    plugins: null,
    // What is written shows at once.
    work: null,
    storedBytes: part(({ storedBytes }) => storedBytes),
  };
}

interface Described {
  readonly fields: Record<string, MappedField>;
  count: number;
}

function fieldOf(mapping: FieldMapping): MappedField {
  switch (mapping.type) {
    case 'text':
      return { type: 'text', keyword: mapping.keyword, fielddata: mapping.fielddata };
    case 'date':
      return { type: 'date', format: mapping.format };
    case 'keyword':
    case 'long':
    case 'boolean':
    case 'nested':
      return { type: mapping.type };
  }
}

function collect(fields: Fields, prefix: string, into: Described): void {
  for (const [name, mapping] of Object.entries(fields)) {
    into.count += mapping.type === 'text' && mapping.keyword ? 2 : 1;
    into.fields[prefix + name] = fieldOf(mapping);
    if (mapping.type === 'nested') collect(mapping.fields, `${prefix}${name}.`, into);
  }
}

/** The mapping that an index was made with: no writer changes it here. */
export async function describeIndexes(
  database: Database,
  environment: string,
  indexes: readonly string[],
): Promise<ReadonlyMap<string, IndexDescription>> {
  const rows = await onDatabase(() =>
    database.rows<{ name: string; fields: Fields }>(
      `select name, fields from search_index
       where environment = $1 and name = any($2::text[]) order by name`,
      [environment, indexes],
    ),
  );
  return new Map(
    rows.map(({ name, fields }) => {
      const described: Described = { fields: {}, count: 0 };
      collect(fields, '', described);
      const { count: fieldCount } = described;
      return [name, { name, fields: described.fields, fieldCount, settings: null }];
    }),
  );
}
