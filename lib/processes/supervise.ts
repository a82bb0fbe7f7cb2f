import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { backOffMs } from '#lib/kernel/retry.ts';
import { endsWithin } from '#lib/kernel/within-time.ts';

const killAfterMs = 25_000;
const calmAfterMs = 60_000;
const pauses = { attempts: Infinity, firstDelayMs: 500, maxDelayMs: 30_000 };

export interface ChildProgram {
  readonly name: string;
  readonly script: string;
}

interface Ending {
  readonly exitCode: number;
  /** The code or the signal, in words. */
  readonly says: string;
}

type Beginning = { readonly isReady: true } | ({ readonly isReady: false } & Ending);

export interface Supervised {
  /** Resolves when it has reported that it is ready; false: it ended before, with `exitCode`. */
  start(): Promise<Beginning>;
  /** Lets it drain; kills it when that takes too long. */
  stop(): Promise<void>;
}

/** One child, started again with back-off when it ends by itself after it was once ready. */
export function supervise(program: ChildProgram, says: (line: string) => void): Supervised {
  let child: ChildProcess | null = null;
  let isStopping = false;
  let crashes = 0;

  const run = async (): Promise<Beginning> => {
    const own = fork(program.script, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child = own;
    const exited = once(own, 'exit').then(([code, signal]: unknown[]): Ending => ({
      exitCode: typeof code === 'number' ? code : 1,
      says: typeof signal === 'string' ? signal : `code ${String(code)}`,
    }));
    const first = await Promise.race([once(own, 'message').then(() => null), exited]);
    if (first !== null) return { isReady: false, ...first };
    const readyAtMs = performance.now();
    void exited.then(async ({ says: how }) => {
      if (isStopping) return;
      crashes = performance.now() - readyAtMs > calmAfterMs ? 1 : crashes + 1;
      await again(how);
    });
    return { isReady: true };
  };

  const again = async (how: string): Promise<void> => {
    const waitMs = Math.round(backOffMs(pauses, Math.min(crashes, 8)));
    says(
      `The ${program.name} process ended (${how}); ` +
        `it is started again in ${(waitMs / 1_000).toFixed(1)} s.`,
    );
    await delay(waitMs);
    if (isStopping) return;
    const beginning = await run();
    if (!beginning.isReady && !isStopping) {
      crashes += 1;
      await again(beginning.says);
    }
  };

  return {
    start: run,
    async stop() {
      isStopping = true;
      const own = child;
      if (own === null || own.exitCode !== null || own.signalCode !== null) return;
      const exited = once(own, 'exit');
      own.kill('SIGTERM');
      if (await endsWithin(killAfterMs, () => exited)) return;
      own.kill('SIGKILL');
      await exited;
    },
  };
}
