import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const files = { schema: 'prisma/schema.prisma', migrations: 'prisma/migrations' };

/** Node 20 cannot import a .wasm file, which the package's own entry does. */
async function loadEngine(): Promise<typeof bindings> {
  const script = createRequire(import.meta.url).resolve(
    '@prisma/schema-engine-wasm/schema_engine_bg',
  );
  const bytes = await readFile(script.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === 'function') Reflect.apply(start, undefined, []);
  return bindings;
}

// The bindings hold one engine's memory; a second instance would pull it away from under the first.
let loaded: Promise<typeof bindings> | undefined;

async function migrationList(root: string): Promise<MigrationList> {
  const folder = path.join(root, files.migrations);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: await read('migration_lock.toml') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await read(path.join(name, 'migration.sql')) },
        },
      })),
    ),
  };
}

/** The text of `schema.prisma` below `root`. */
export function readSchema(root: string): Promise<string> {
  return readFile(path.join(root, files.schema), 'utf8');
}

/** What Prisma prints when there is nothing to do. */
export const noDifference = '-- This is an empty migration.';

/**
 * The SQL that would take a database made by the migrations below `root` to `schema`. Two databases
 * in memory; nothing is written.
 */
export async function schemaDiff(root: string, schema: string): Promise<string> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const main = new PGlite();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(main));
  const engine = await SchemaEngine.new(
    { datamodels: [[files.schema, schema]] },
    () => undefined,
    adapter,
  );
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...(await migrationList(root)) },
    to: { tag: 'schemaDatamodel', files: [{ path: files.schema, content: schema }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  await main.close();
  return (stdout ?? '').trim();
}
