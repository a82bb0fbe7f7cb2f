/** What a run waits for just now, by what it has written down. */
import type { RateSample, Run, RunEvent, Stage, Wait } from './model.ts';

/** How the events of a stage that is tried again begin. */
export const triedAgain = (title: string): string => `Stage “${title}” is tried again. `;

/** How the events of a stage begin in which nothing has moved for a while. */
export const standsStill = (title: string): string => `Stage “${title}” waits. `;

/** How the event of an attempt of a stage begins. */
export const stageStarted = (title: string): string => `Stage “${title}” started`;

const follows = / Attempt (\d+) of (\d+) follows\.$/;

/** How they end where not time but tries are limited. */
export const attemptFollows = (attempt: number, most: number): string =>
  ` Attempt ${attempt} of ${most} follows.`;

/** How they end where something is waited for that is away, with when it was seen to be. */
const waitedFor = / Waited for since .+ at most\.$/;

/**
 * Whether two waits with an attempt between them are of one time in which nothing went well: what
 * is away is the same, or one try follows the other.
 */
function isSameTime(newer: string, older: string): boolean {
  const since = waitedFor.exec(newer)?.[0];
  if (since !== undefined) return older.endsWith(since);
  const [, attempt] = follows.exec(newer) ?? [];
  const [, before] = follows.exec(older) ?? [];
  return attempt !== undefined && Number(attempt) === Number(before) + 1;
}

export interface WaitFacts {
  readonly run: Pick<Run, 'state' | 'endedAt'> & {
    readonly stages: readonly Pick<Stage, 'name' | 'title' | 'state' | 'attempt'>[];
  };
  /** The newest first. */
  readonly events: readonly Pick<RunEvent, 'at' | 'says'>[];
  /** The oldest first. */
  readonly samples: readonly Pick<RateSample, 'at' | 'stage' | 'written'>[];
}

/**
 * What the newest events say that the stage at work is held up by; null where there is nothing, and
 * as soon as anything was written after them. An attempt that has begun since has done away with
 * nothing before it writes.
 */
export function waitOf({ run, events, samples }: WaitFacts): Wait | null {
  const stage = run.stages.find(({ state }) => state === 'running');
  if (stage === undefined || run.endedAt !== null || run.state === 'cancelling') return null;
  const beginnings = [triedAgain(stage.title), standsStill(stage.title)];
  const beginningOf = ({ says }: WaitFacts['events'][number]): string | undefined =>
    beginnings.find((beginning) => says.startsWith(beginning));
  const isWait = (event: WaitFacts['events'][number]): boolean => beginningOf(event) !== undefined;
  const isStart = ({ says }: WaitFacts['events'][number]): boolean =>
    says.startsWith(stageStarted(stage.title));
  const others = events.findIndex((event) => !isWait(event) && !isStart(event));
  const latest = others === -1 ? events : events.slice(0, others);
  const newestAt = latest.findIndex(isWait);
  const newest = latest[newestAt];
  if (newest === undefined) return null;
  const written = samples.filter((sample) => sample.stage === stage.name);
  // An attempt begins without samples.
  const hasBegun = newestAt > 0;
  if (hasBegun && written.some((sample) => sample.written > 0)) return null;
  const before = written.filter(({ at }) => at <= newest.at).at(-1)?.written ?? 0;
  if (written.some((sample) => sample.at > newest.at && sample.written > before)) return null;
  // What was written between two waits ended the first of them.
  const less = written.findLastIndex(({ at, written: all }) => at <= newest.at && all < before);
  const moved = less === -1 ? undefined : written[less + 1];
  let since = newest;
  let isAfterStart = false;
  for (const event of latest.slice(newestAt + 1)) {
    if (isStart(event)) {
      isAfterStart = true;
      continue;
    }
    if (moved !== undefined && event.at < moved.at) break;
    // What an earlier attempt wrote between them is not known any more.
    if ((hasBegun || isAfterStart) && !isSameTime(since.says, event.says)) break;
    since = event;
    isAfterStart = false;
  }
  const says = newest.says.slice(beginningOf(newest)?.length ?? 0);
  const [, attempt, most] = follows.exec(says) ?? [];
  return {
    stage: stage.name,
    title: stage.title,
    attempt: attempt === undefined ? stage.attempt : Number(attempt),
    attempts: most === undefined ? null : Number(most),
    says: says.replace(follows, ''),
    since: since.at,
  };
}
