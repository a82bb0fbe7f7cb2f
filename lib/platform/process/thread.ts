import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { isBuilt } from '../env.ts';
import type { ThreadParts, ThreadQuestion } from './thread-program.ts';

export interface ThreadLimits {
  /** How long it may compute, all of its answers together. */
  readonly longestMs: number;
  readonly megabytes: number;
}

/** In sentences: what is told of a thread that was ended for its time, or for its memory. */
export interface ThreadWords {
  readonly late: string;
  readonly large: string;
}

// The built program, or one that bundles the source as the build does.
const fileOf = (program: string): string =>
  isBuilt()
    ? path.join(process.cwd(), 'dist', 'threads', `${path.basename(program, '.thread.ts')}.mjs`)
    : path.join(process.cwd(), 'bin', 'thread-from-source.mjs');

// Sent as text: of a file that it can tell, the bundler of the pages makes a program of its own.
const begin = "import(require('node:worker_threads').workerData.file)";

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/**
 * Work for one person that nothing can interrupt, in a thread of its own: others are answered
 * meanwhile, and it is ended when it takes too long or too much memory. Whoever begins one ends it.
 */
export class Thread<P extends ThreadParts<P>> {
  readonly #worker: Worker;
  readonly #words: ThreadWords;
  readonly #longestMs: number;
  #computedMs = 0;
  #over: (() => Result<never>) | null = null;
  #settle: ((answer: () => Result<unknown>) => void) | null = null;

  /** `program`: its source from the root, such as `lib/inventory/exchange/read-file.thread.ts`. */
  constructor(program: string, { longestMs, megabytes }: ThreadLimits, words: ThreadWords) {
    this.#words = words;
    this.#longestMs = longestMs;
    this.#worker = new Worker(begin, {
      eval: true,
      workerData: { file: pathToFileURL(fileOf(program)).href, program },
      // What it reads may be anything: it is given nothing that is not for it.
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    this.#worker.on('message', (gives: unknown) => this.#settle?.(() => done(gives)));
    this.#worker.on('error', (error) =>
      this.#end(() => {
        if (isOutOfMemory(error)) return refuse('invalid', words.large);
        throw error instanceof Error ? error : new Error('The thread has failed');
      }),
    );
    this.#worker.on('exit', () =>
      this.#end(() => {
        throw new Error('The thread has ended');
      }),
    );
  }

  /** Faults: `invalid` (too much memory), `busy` (too long); nothing more comes of it then. */
  async call<N extends keyof P>(part: N, takes: P[N]['takes']): Promise<Result<P[N]['gives']>> {
    if (this.#over !== null) return this.#over();
    const since = performance.now();
    const timer = setTimeout(() => {
      this.#end(() => refuse('busy', this.#words.late));
      void this.#worker.terminate();
    }, this.#longestMs - this.#computedMs);
    const answer = await new Promise<() => Result<unknown>>((resolve) => {
      this.#settle = resolve;
      this.#worker.postMessage({ part, takes } satisfies ThreadQuestion<N>);
    });
    clearTimeout(timer);
    this.#settle = null;
    this.#computedMs += performance.now() - since;
    return answer();
  }

  #end(says: () => Result<never>): void {
    this.#over ??= says;
    this.#settle?.(this.#over);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
