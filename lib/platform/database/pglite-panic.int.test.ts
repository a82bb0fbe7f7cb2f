import { mkdir, mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { until } from '#lib/testing/platform/until.ts';
import { createLog } from '../log.ts';
import { openPglite } from './database.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((one) => rm(one, { recursive: true, force: true }))));

test('the embedded engine opens its folder again after a panic, with all that it had', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'console-panic-'));
  folders.push(folder);
  const lines: string[] = [];
  const log = createLog('info', 'test', { write: (line) => void lines.push(line) });
  const database = await openPglite(path.join(folder, 'database'), log);
  await database.run('create table note (id int primary key)');
  await database.run('insert into note values (1)');
  // No checkpoint can be written here, as on a full disk.
  const obstacle = path.join(folder, 'database', 'pg_logical', 'replorigin_checkpoint.tmp');
  await mkdir(obstacle);
  await expect(database.run('checkpoint')).rejects.toThrow();
  const away = { fault: { kind: 'unavailable' } };
  await expect(database.rows('select id from note')).rejects.toMatchObject(away);
  await rm(obstacle, { recursive: true });
  const notes = (): Promise<unknown[] | null> =>
    database.rows('select id from note').catch(() => null);
  expect(await until('the database is back', notes)).toEqual([{ id: 1 }]);
  await database.run('insert into note values (2)');
  expect(await notes()).toEqual([{ id: 1 }, { id: 2 }]);
  await database.close();
  // Every line of the log has its words.
  expect(lines.map((line) => (JSON.parse(line) as { readonly msg: string }).msg)).toEqual([
    'the embedded database has ended, and is opened again',
    'the embedded database is open again',
  ]);
}, 60_000);

test('a full disk is said for as long as the embedded engine cannot be opened again', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'console-full-'));
  folders.push(folder);
  const database = await openPglite(path.join(folder, 'database'));
  await database.run('create table note (id int primary key)');
  // What is written at a checkpoint finds no space, and nothing to open the folder with.
  const control = path.join(folder, 'database', 'global', 'pg_control');
  await rename(control, `${control}.kept`);
  await symlink('/dev/full', control);
  const full = {
    fault: { says: 'The disk of the database is full: it takes no writes until space is freed' },
  };
  await expect(database.run('checkpoint')).rejects.toMatchObject(full);
  for (let tried = 0; tried < 3; tried++)
    await expect(database.rows('select id from note')).rejects.toMatchObject(full);
  await rm(control);
  await rename(`${control}.kept`, control);
  const notes = (): Promise<unknown[] | null> =>
    database.rows('select id from note').catch(() => null);
  expect(await until('the database is back', notes)).toEqual([]);
  await database.close();
}, 60_000);
