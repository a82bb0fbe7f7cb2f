import { inBackground } from '#lib/platform/database/background.ts';
import { errorFacts, type Log } from '#lib/platform/log.ts';
import {
  openTo,
  readCopy,
  saysTheSame,
  supportPolicy,
  takeCopy,
  writeCopy,
  type Audience,
  type SupportCopy,
  type SupportWorld,
} from '#lib/support/index.ts';
import { repeatUntilStopped } from './tasks/background-tasks.ts';

const everyMs = 5_000;
/** One that has not been renewed for so long is not: the database does not answer. */
const currentForMs = 15_000;
/** What says the same is written anew for its time alone. */
const writtenEveryMs = 60_000;

/** The support page as a web process keeps it, in memory and in its data folder. */
export interface KeptSupport {
  /** What the page may do in a browser. */
  readonly policy: string;
  /** Who may read it without signing in, by address. */
  readonly isOpenTo: (address: string) => boolean;
  /** Users are told of what does not work only what somebody wrote for them. */
  readonly isReviewed: boolean;
  /** Null: nobody has ever read what works. */
  readonly copy: () => SupportCopy | null;
  /** Whether it has been renewed just now. */
  readonly isCurrent: () => boolean;
}

export interface SupportKeeper extends KeptSupport {
  /** Renewed from then on, until it is stopped. */
  begin(world: SupportWorld, log: Log): void;
  stop(): Promise<void>;
}

/** With what an earlier process has left in the folder, until there is something newer. */
export async function keepSupport(
  folder: string,
  { isReviewed, ...audience }: Audience & { readonly isReviewed: boolean },
  nowMs: () => number = () => performance.now(),
): Promise<SupportKeeper> {
  let copy = await readCopy(folder);
  let renewedAtMs: number | null = null;
  let writtenAtMs: number | null = null;
  const stopping = new AbortController();
  let running = Promise.resolve();

  async function renew(world: SupportWorld): Promise<null> {
    const fresh = await takeCopy(world, isReviewed);
    const isNews = copy === null || !saysTheSame(copy, fresh);
    copy = fresh;
    renewedAtMs = nowMs();
    if (isNews || writtenAtMs === null || renewedAtMs - writtenAtMs >= writtenEveryMs) {
      await writeCopy(folder, fresh);
      writtenAtMs = renewedAtMs;
    }
    return null;
  }

  return {
    policy: supportPolicy,
    isReviewed,
    isOpenTo: openTo(audience),
    copy: () => copy,
    isCurrent: () => renewedAtMs !== null && nowMs() - renewedAtMs < currentForMs,
    begin(world, log) {
      const says = 'the copy of the support page could not be renewed';
      const terms = { signal: stopping.signal, beat: () => undefined, log, says, everyMs };
      running = inBackground(() => repeatUntilStopped(terms, () => renew(world))).catch(
        (error: unknown) => log.error(errorFacts(error), says),
      );
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
