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

const hasEnded = (): never => {
  throw new Error('The thread has ended');
};

const keptForMs = 60_000;

interface KeptWorker {
  readonly worker: Worker;
  readonly end: NodeJS.Timeout;
}

// By program, one that nobody uses: what it has loaded and compiled is most of the work of a small
// file, and whoever looks at a preview sends the same file again.
const kept = new Map<string, KeptWorker>();

/** Those of our own: the worker has some by which its messages come. */
function leaveAlone(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

function takeWorker(program: string): Worker {
  const one = kept.get(program);
  if (one !== undefined) {
    kept.delete(program);
    clearTimeout(one.end);
    leaveAlone(one.worker);
    one.worker.ref();
    return one.worker;
  }
  return new Worker(begin, {
    eval: true,
    workerData: { file: pathToFileURL(fileOf(program)).href, program },
    // What it reads may be anything: it is given nothing that is not for it.
    env: {},
    execArgv: [],
  });
}

/** For the next who asks. It keeps no process alive, and is ended when nobody does for a while. */
function keepWorker(program: string, worker: Worker): void {
  const forget = (): void => {
    if (kept.get(program)?.worker === worker) kept.delete(program);
  };
  leaveAlone(worker);
  worker.on('error', forget);
  worker.on('exit', forget);
  worker.postMessage(null satisfies ThreadQuestion<never>);
  worker.unref();
  const end = setTimeout(() => {
    forget();
    void worker.terminate();
  }, keptForMs);
  end.unref();
  kept.set(program, { worker, end });
}

/**
 * Work for one person that nothing can interrupt, in a thread of its own: others are answered
 * meanwhile, and it is ended when it takes too long. Its memory is for its caller to bound, by what
 * is sent: Node 24 ends the whole process at a limit of a thread (`resourceLimits`). Whoever begins
 * one ends it; the thread may then be another one's, which knows nothing of what was asked before.
 */
export class Thread<P extends ThreadParts<P>> {
  readonly #program: string;
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
    this.#program = program;
    this.#worker = takeWorker(program);
    this.#worker.on('message', (gives: unknown) => this.#settle?.(() => done(gives)));
    this.#worker.on('error', (error) =>
      this.#end(() => {
        throw error instanceof Error ? error : new Error('The thread has failed');
      }),
    );
    this.#worker.on('exit', () => this.#end(hasEnded));
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
    if (this.#over === null && this.#settle === null && !kept.has(this.#program)) {
      keepWorker(this.#program, this.#worker);
      this.#end(hasEnded);
    } else await this.#worker.terminate();
  }
}
