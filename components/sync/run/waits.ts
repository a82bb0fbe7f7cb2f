'use client';

import { createContext, useContext } from 'react';
import type { RunDetail, Stage } from '#lib/sync/client.ts';
import type { Balance } from '../totals.ts';

/** What a run waits for just now. */
export interface Wait {
  /** Name of the stage that is held up. */
  readonly stage: string;
  readonly title: string;
  readonly attempt: number;
  /** Sentences: what does not answer, and until when it is waited for. */
  readonly says: string;
  /** When this was first said. */
  readonly since: string;
}

/** How the events of a stage that is tried again begin (`lib/sync/engine/attempts.ts`). */
export const triedAgain = (title: string): string => `Stage “${title}” is tried again. `;

/**
 * What the newest events say that the stage at work is held up by; null where there is nothing, and
 * as soon as anything was written after them.
 */
export function waitOf({ run, events, samples }: RunDetail): Wait | null {
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
  const moved = written.filter(({ at, written: all }) => at <= newest.at && all < before).at(-1);
  const since = waits.filter(({ at }) => moved === undefined || at > moved.at).at(-1) ?? newest;
  return {
    stage: stage.name,
    title: stage.title,
    attempt: stage.attempt,
    says: newest.says.slice(beginning.length),
    since: since.at,
  };
}

const WaitContext = createContext<Wait | null>(null);
export const WaitProvider = WaitContext.Provider;
export const useWait = (): Wait | null => useContext(WaitContext);

/** Whether this stage is held up. */
export function useIsHeldUp({ name, state }: Stage): boolean {
  const wait = useWait();
  return state === 'running' && wait?.stage === name;
}

/** No green word on numbers that stand still. */
export const whileWaiting = (balance: Balance): Balance =>
  balance.tone === 'ok' || balance.tone === 'run' ? { word: 'Waiting', tone: 'warn' } : balance;
