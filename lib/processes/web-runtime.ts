import type { SignInPace } from '#lib/access/index.ts';
import type { FloodLimit } from '#lib/kernel/flood-limit.ts';
import type { StartLimit } from '#lib/kernel/limit-starts.ts';
import type { Turns } from '#lib/kernel/turns.ts';
import type { TaskPulse } from '#lib/platform/process/health.ts';
import type { LocalAccess } from '#lib/platform/process/local-access.ts';
import type { WholeConsole } from './compose.ts';
import type { KeptSupport } from './keep-support.ts';

/** What a web process keeps for its requests. */
export interface WebRuntime {
  readonly world: WholeConsole;
  /** How browsers reach this console, without a slash at the end. */
  readonly baseUrl: string;
  /** False: others may connect, directly or through a proxy, so an address proves nothing. */
  readonly isLoopbackOnly: boolean;
  readonly sessionSecret: string;
  /** For the terminal of this machine. */
  readonly localAccess: LocalAccess;
  /** SHA-256 of `METRICS_TOKEN`; null: there is none. */
  readonly metricsTokenHash: Buffer | null;
  /** How many proxies in front of this process are believed what they say of a client. */
  readonly trustedProxies: number;
  /** How much of what anonymous callers try is recorded. */
  readonly anonymousLimit: FloodLimit;
  /** The same of refused reads of people, each by themselves. */
  readonly readLimit: FloodLimit;
  /** How often a person may have the search engine asked for them alone. */
  readonly askLimit: StartLimit;
  /** How much of what costs much is read at once. */
  readonly costlyReads: Turns;
  /** How fast passwords may be tried. */
  readonly signInPace: SignInPace;
  /** The support page, which is there without the database. */
  readonly support: KeptSupport;
  /** For the person who started it. */
  readonly banner: string;
  /**
   * Of everything here that has to make progress: the process itself, and the worker's loop if it
   * is here.
   */
  readonly pulses: () => readonly TaskPulse[];
  /** Stops the worker, if there is one here, then closes everything, the database last. */
  drain(): Promise<void>;
}

declare global {
  // Next bundles instrumentation, proxy and pages apart; the global object is all that they share.
  // `lib/web` reads it, `startWebRuntime` writes it.
  var consoleRuntime: WebRuntime | undefined;
  // Next does not wait for instrumentation before it says that it is prepared; whoever started it
  // does.
  var whenConsoleRuntime: ((runtime: WebRuntime) => void) | undefined;
}
