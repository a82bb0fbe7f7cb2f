import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { newId } from '#lib/kernel/ids.ts';
import { errorFacts, type Log } from '#lib/platform/log.ts';
import { isAlive, type Pulse } from '#lib/platform/process/health.ts';

const writeEveryMs = 5_000;

const Written = z
  .array(
    z.object({
      startedAtMs: z.number(),
      progressAtMs: z.number().nullable(),
      stillAfterMs: z.number(),
    }),
  )
  .min(1);

/**
 * One of a user and a machine or container: several workers beside each other want a TMPDIR each.
 */
export const workerPulseFile = (): string =>
  path.join(tmpdir(), `console-worker.${process.getuid?.() ?? 'own'}.pulse`);

export interface PulseFile {
  /** For every beat of a task; writes at most every five seconds. */
  readonly beat: () => void;
  /** Resolves when the file is gone: nobody works here any more. */
  end(): Promise<void>;
}

/**
 * A pulse that others can read, since a worker serves no requests. Only a beat writes it,
 * at most every five seconds, so that it grows old with a loop that stands still. Whole or not at
 * all, and never through a link that somebody put there.
 */
export async function keepPulseFile(
  file: string,
  pulses: () => readonly Pulse[],
  now: () => number,
  log: Log,
): Promise<PulseFile> {
  let writing: Promise<void> = Promise.resolve();
  let hasFailed = false;
  let writtenAtMs = 0;
  const write = async (): Promise<void> => {
    const draft = `${file}.${newId()}`;
    try {
      await writeFile(draft, JSON.stringify(pulses()), { mode: 0o600, flag: 'wx' });
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      if (!hasFailed)
        log.warn(
          errorFacts(error),
          'the pulse of this worker cannot be written; its health check will fail',
        );
      hasFailed = true;
    }
  };
  const writeNow = (): Promise<void> => {
    writtenAtMs = now();
    writing = writing.then(write);
    return writing;
  };
  await writeNow();
  return {
    beat: () => {
      if (now() - writtenAtMs >= writeEveryMs) void writeNow();
    },
    async end() {
      await writing;
      await rm(file, { force: true }).catch(() => undefined);
    },
  };
}

/** Null: no worker of this user has written one here, or what is there is none. */
async function readPulseFile(file: string): Promise<readonly Pulse[] | null> {
  try {
    return Written.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

export async function isWorkerAlive(file: string, nowMs: number): Promise<boolean> {
  const pulses = await readPulseFile(file);
  return pulses !== null && pulses.every((pulse) => isAlive(pulse, nowMs));
}
