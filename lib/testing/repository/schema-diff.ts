import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';

const folders = { schema: 'prisma/schema', migrations: 'prisma/migrations' };

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
  const folder = path.join(root, folders.migrations);
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

/** One file of the Prisma schema. */
export interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

/** The files of the Prisma schema below `root`. */
export async function readSchema(root: string): Promise<SchemaFile[]> {
  const names = (await readdir(path.join(root, folders.schema))).sort();
  const paths = names.map((name) => path.join(folders.schema, name));
  const read = (name: string): Promise<string> => readFile(path.join(root, name), 'utf8');
  return Promise.all(paths.map(async (name) => ({ path: name, content: await read(name) })));
}

/** What Prisma prints when there is nothing to do. */
export const noDifference = '-- This is an empty migration.';

/**
 * The SQL that would take a database made by the migrations below `root` to `schema`. Two databases
 * in memory; nothing is written.
 */
export async function schemaDiff(root: string, schema: readonly SchemaFile[]): Promise<string> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const main = new PGlite();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(main));
  const engine = await SchemaEngine.new(
    { datamodels: schema.map(({ path: name, content }) => [name, content]) },
    () => undefined,
    adapter,
  );
  const { stdout } = await engine.diff({
    from: { tag: 'migrations', ...(await migrationList(root)) },
    to: { tag: 'schemaDatamodel', files: [...schema] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  await main.close();
  return (stdout ?? '').trim();
}
