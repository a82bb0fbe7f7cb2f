import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { isBuilt } from '../env.ts';
import type { ThreadParts, ThreadQuestion } from './thread-program.ts';

export interface ThreadLimits {
  /** How long it may compute, all of its answers together. */
  readonly longestMs: number;
}

/** In sentences: what is told of a thread that was ended for its time. */
export interface ThreadWords {
  readonly late: string;
}

// The built program, or one that bundles the source as the build does.
const fileOf = (program: string): string =>
  isBuilt()
    ? path.join(process.cwd(), 'dist', 'threads', `${path.basename(program, '.thread.ts')}.mjs`)
    : path.join(process.cwd(), 'bin', 'thread-from-source.mjs');

// Sent as text: of a file that it can tell, the bundler of the pages makes a program of its own.
const begin = "import(require('node:worker_threads').workerData.file)";

/**
 * Work for one person that nothing can interrupt, in a thread of its own: others are answered
 * meanwhile, and it is ended when it takes too long. Its memory is for its caller to bound, by what
 * is sent: Node 24 ends the whole process at a limit of a thread (`resourceLimits`). Whoever begins
 * one ends it.
 */
export class Thread<P extends ThreadParts<P>> {
  readonly #worker: Worker;
  readonly #words: ThreadWords;
  readonly #longestMs: number;
  #computedMs = 0;
  #over: (() => Result<never>) | null = null;
  #settle: ((answer: () => Result<unknown>) => void) | null = null;

  /** `program`: its source from the root, such as `lib/inventory/exchange/read-file.thread.ts`. */
  constructor(program: string, { longestMs }: ThreadLimits, words: ThreadWords) {
    this.#words = words;
    this.#longestMs = longestMs;
    this.#worker = new Worker(begin, {
      eval: true,
      workerData: { file: pathToFileURL(fileOf(program)).href, program },
      // What it reads may be anything: it is given nothing that is not for it.
      env: {},
      execArgv: [],
    });
    this.#worker.on('message', (gives: unknown) => this.#settle?.(() => done(gives)));
    this.#worker.on('error', (error) =>
      this.#end(() => {
        throw error instanceof Error ? error : new Error('The thread has failed');
      }),
    );
    this.#worker.on('exit', () =>
      this.#end(() => {
        throw new Error('The thread has ended');
      }),
    );
  }

  /** Fault: `busy` (too long); nothing more comes of it then. */
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
