/** What a run waits for just now, by what it has written down. */
import type { RateSample, Run, RunEvent, Stage, Wait } from './model.ts';

/** How the events of a stage that is tried again begin. */
export const triedAgain = (title: string): string => `Stage “${title}” is tried again. `;

const follows = / Attempt (\d+) of (\d+) follows\.$/;

/** How they end where not time but tries are limited. */
export const attemptFollows = (attempt: number, most: number): string =>
  ` Attempt ${attempt} of ${most} follows.`;

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
 * as soon as anything was written after them.
 */
export function waitOf({ run, events, samples }: WaitFacts): Wait | null {
  const stage = run.stages.find(({ state }) => state === 'running');
  if (stage === undefined || run.endedAt !== null || run.state === 'cancelling') return null;
  const beginning = triedAgain(stage.title);
  const others = events.findIndex(({ says }) => !says.startsWith(beginning));
  const waits = others === -1 ? events : events.slice(0, others);
  const [newest] = waits;
  const written = samples.filter((sample) => sample.stage === stage.name);
  if (newest === undefined) return null;
  const before = written.filter(({ at }) => at <= newest.at).at(-1)?.written ?? 0;
  if (written.some((sample) => sample.at > newest.at && sample.written > before)) return null;
  // What was written between two waits ended the first of them.
  const less = written.findLastIndex(({ at, written: all }) => at <= newest.at && all < before);
  const moved = less === -1 ? undefined : written[less + 1];
  const since = waits.filter(({ at }) => moved === undefined || at >= moved.at).at(-1) ?? newest;
  const says = newest.says.slice(beginning.length);
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
