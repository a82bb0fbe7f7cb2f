import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataFolderHolder, localToken, lockDataFolder, makeDataFolder, sessionSecret } from './data-folder.ts';

let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'console-')), 'data');
  await makeDataFolder(folder);
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(path.dirname(folder), { recursive: true });
});

async function holder(): Promise<{ child: ChildProcess; says: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join('lib', 'testing', 'hold-data-folder.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const printed: unknown[] = await once(child.stdout, 'data');
  return { child, says: String(printed[0]).trim() };
}

describe('data folder', () => {
  it('is for its owner alone', async () => {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('refuses a second process and names the first', async () => {
    const first = await holder();
    expect(first.says).toBe('held');
    expect((await holder()).says).toBe(`refused ${first.child.pid}`);
    expect(await dataFolderHolder(folder)).toBe(first.child.pid);
  });

  it('takes over from a killed process, and from one that let go', async () => {
    const first = await holder();
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await holder();
    expect(second.says).toBe('held');
    second.child.stdin?.end();
    await once(second.child, 'exit');
    expect(await dataFolderHolder(folder)).toBeNull();
    expect((await lockDataFolder(folder)).ok).toBe(true);
  });

  it('does not mistake a later process of the same number for the first', async () => {
    await writeFile(path.join(folder, 'lock.7'), `${process.pid}\nanother boot 1\n`);
    expect(await dataFolderHolder(folder)).toBeNull();
    expect((await lockDataFolder(folder)).ok).toBe(true);
    expect(await readdir(folder)).toEqual(['lock.8']);
  });

  it('goes to exactly one of many that want a stale lock at once', async () => {
    await writeFile(path.join(folder, 'lock.1'), '1\nlong ago\n');
    const all = await Promise.all(Array.from({ length: 6 }, holder));
    const held = all.filter((one) => one.says === 'held');
    expect(held).toHaveLength(1);
    expect(all.filter((one) => one.says === `refused ${held[0]?.child.pid}`)).toHaveLength(5);
  });

  it('makes its secrets once, readable by the owner alone', async () => {
    const tokens = await Promise.all(Array.from({ length: 5 }, () => localToken(folder)));
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]?.length).toBeGreaterThanOrEqual(43);
    expect(await sessionSecret(folder)).not.toBe(tokens[0]);
    expect((await stat(path.join(folder, 'token'))).mode & 0o777).toBe(0o600);
    expect(await localToken(folder)).toBe(tokens[0]);
    expect(await readdir(folder)).toEqual(['session-secret', 'token']);
  });
});
