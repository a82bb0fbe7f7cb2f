import { PGlite } from '@electric-sql/pglite';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openPglite } from '#lib/platform/database/database.ts';
import { migrate } from '#lib/platform/database/migrate.ts';

export const migrationsFolder = path.join(process.cwd(), 'prisma', 'migrations');
const kept = path.join(process.cwd(), 'node_modules', '.cache', 'migrated-database');

/** Of everything that a migrated database is made from. */
async function nameOfContents(): Promise<string> {
  const names = (await readdir(migrationsFolder, { recursive: true })).sort();
  const files = [
    ...names
      .filter((name) => name.endsWith('.sql'))
      .map((name) => path.join(migrationsFolder, name)),
    path.join('lib', 'platform', 'database', 'migrate.ts'),
    path.join('lib', 'platform', 'database', 'pglite-thread.ts'),
    path.join('node_modules', '@electric-sql', 'pglite', 'package.json'),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(await readFile(file));
  return `${hash.digest('hex')}.tar`;
}

async function makeContents(): Promise<Blob> {
  const folder = await mkdtemp(path.join(tmpdir(), 'console-migrated-'));
  try {
    const database = await openPglite(folder);
    await migrate(database, migrationsFolder);
    await database.close();
    const engine = await PGlite.create({ dataDir: folder });
    const contents = await engine.dumpDataDir('none');
    await engine.close();
    return contents;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

let read: Promise<Blob> | null = null;

async function readOrMake(): Promise<Blob> {
  const name = await nameOfContents();
  const file = path.join(kept, name);
  const before = await readFile(file).catch(() => null);
  if (before !== null) return new Blob([before]);
  const contents = await makeContents();
  await mkdir(kept, { recursive: true });
  const old = (await readdir(kept)).filter((one) => !one.startsWith(name));
  await Promise.all(old.map((one) => rm(path.join(kept, one), { force: true })));
  // Two suites may make it at once: each file is whole, whoever is last.
  const own = `${file}.${String(process.pid)}`;
  await writeFile(own, new Uint8Array(await contents.arrayBuffer()));
  await rename(own, file);
  return contents;
}

/**
 * The contents of an embedded database that has all migrations, made once and kept: an empty one
 * takes the engine eight times as long to make as to read.
 */
export function migratedContents(): Promise<Blob> {
  return (read ??= readOrMake());
}
