import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  dataFolderHolder,
  localToken,
  lockDataFolder,
  makeDataFolder,
  sessionSecret,
} from './data-folder.ts';
import { processIdentity } from './identity.ts';
import { until } from '#lib/testing/platform/until.ts';

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
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join('lib', 'testing', 'platform', 'hold-data-folder.ts'), folder],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
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
    expect(await dataFolderHolder(folder)).toEqual({ pid: first.child.pid, host: null });
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

  it('believes a process of another container as long as it touches its lock', async () => {
    const file = path.join(folder, 'lock.3');
    // Our own number and identity: in its container it is another process.
    const identity = (await processIdentity(process.pid)) ?? '';
    await writeFile(file, `${process.pid}\n${identity}\nboot pid:[1]\nweb-1\n`);
    expect(await lockDataFolder(folder)).toEqual({ ok: false, pid: process.pid, host: 'web-1' });
    const almost = new Date(Date.now() - 25_000);
    await utimes(file, almost, almost);
    expect((await lockDataFolder(folder)).ok).toBe(false);
    const long = new Date(Date.now() - 31_000);
    await utimes(file, long, long);
    expect((await lockDataFolder(folder)).ok).toBe(true);
  });

  it('touches its lock while it holds it', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const lock = await lockDataFolder(folder);
      const file = path.join(folder, 'lock.1');
      const long = new Date(Date.now() - 60_000);
      await utimes(file, long, long);
      vi.advanceTimersByTime(5_000);
      await until(
        'the lock is touched',
        async () => (await stat(file)).mtimeMs > long.getTime() + 30_000,
      );
      if (lock.ok) await lock.release();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('goes to exactly one of many that want a stale lock at once', async () => {
    await writeFile(path.join(folder, 'lock.1'), '1\nlong ago\n');
    const all = await Promise.all(Array.from({ length: 6 }, holder));
    const held = all.filter((one) => one.says === 'held');
    expect(held).toHaveLength(1);
    expect(all.filter((one) => one.says === `refused ${held[0]?.child.pid}`)).toHaveLength(5);
  });

  it('is held by one at a time, however often it changes hands', async () => {
    let holding = 0;
    let acquired = 0;
    const acquire = async (): Promise<void> => {
      for (let attempt = 0; attempt < 60; attempt++) {
        const lock = await lockDataFolder(folder);
        if (!lock.ok) continue;
        expect(++holding).toBe(1);
        acquired++;
        // Long enough for the others to have read the folder.
        await readdir(folder);
        holding--;
        await lock.release();
      }
    };
    await Promise.all(Array.from({ length: 8 }, acquire));
    expect(acquired).toBeGreaterThan(0);
    expect((await readdir(folder)).filter((name) => name.startsWith('lock.'))).toHaveLength(1);
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
