import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bootGraceMs } from '#lib/platform/process/health.ts';
import { createLog } from '#lib/platform/log.ts';
import { isWorkerAlive, keepPulseFile, type PulseFile } from './pulse-file.ts';

describe('the pulse of a worker in a file', () => {
  let folder: string;
  let file: string;
  let nowMs = 1_000_000;
  const now = (): number => nowMs;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'pulse-'));
    file = path.join(folder, 'worker.pulse');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const keep = (): Promise<PulseFile> => {
    const startedAtMs = nowMs;
    let progressAtMs: number | null = null;
    const pulses = () => [{ startedAtMs, progressAtMs, stillAfterMs: 90_000 }];
    return keepPulseFile(file, pulses, now, createLog('silent', 'test')).then((kept) => ({
      ...kept,
      beat() {
        progressAtMs = nowMs;
        kept.beat();
      },
    }));
  };
  const isAlive = (): Promise<boolean> => isWorkerAlive(file, nowMs);
  /** Beats, and looks once the file says something new. */
  const beatAndLook = async (pulse: PulseFile): Promise<boolean> => {
    const before = await readFile(file, 'utf8');
    pulse.beat();
    while (before === (await readFile(file, 'utf8')))
      await new Promise((resolve) => setImmediate(resolve));
    return isAlive();
  };

  it('is given time to begin, lives with its beats, and dies without them', async () => {
    const pulse = await keep();
    expect(await isAlive()).toBe(true);
    nowMs += bootGraceMs;
    expect(await isAlive()).toBe(false);
    expect(await beatAndLook(pulse)).toBe(true);
    nowMs += 89_000;
    expect(await isAlive()).toBe(true);
    nowMs += 1_000;
    expect(await isAlive()).toBe(false);
    expect(await beatAndLook(pulse)).toBe(true);
  });

  it('writes once in five seconds however often it beats', async () => {
    const pulse = await keep();
    nowMs += 5_000;
    await beatAndLook(pulse);
    // Were it written again, whoever reads would not find this any more.
    await writeFile(file, 'as it was');
    nowMs += 4_999;
    for (let n = 0; n < 100; n++) pulse.beat();
    expect(await readFile(file, 'utf8')).toBe('as it was');
    nowMs += 1;
    expect(await beatAndLook(pulse)).toBe(true);
  });

  it('leaves nothing behind when the worker ends', async () => {
    const pulse = await keep();
    nowMs += 5_000;
    pulse.beat();
    await pulse.end();
    expect(await readdir(folder)).toEqual([]);
    expect(await isAlive()).toBe(false);
  });

  it('is not alive by a file that is none', async () => {
    for (const content of [
      '',
      'alive',
      '{}',
      '{"startedAtMs":"now","progressAtMs":null,"stillAfterMs":1}',
    ]) {
      await writeFile(file, content);
      expect(await isAlive()).toBe(false);
    }
  });

  it('replaces a link that somebody put there, and leaves what it leads to alone', async () => {
    const precious = path.join(folder, 'precious');
    await writeFile(precious, 'as it was');
    await symlink(precious, file);
    await keep();
    expect(await isAlive()).toBe(true);
    expect(await readFile(precious, 'utf8')).toBe('as it was');
  });

  it('works on where it cannot write', async () => {
    file = path.join(folder, 'missing', 'worker.pulse');
    const pulse = await keep();
    pulse.beat();
    await pulse.end();
    expect(await isAlive()).toBe(false);
  });
});
