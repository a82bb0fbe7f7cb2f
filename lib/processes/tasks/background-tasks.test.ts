import { expect, test } from 'vitest';
import { isInBackground } from '#lib/platform/database/background.ts';
import { createLog } from '#lib/platform/log.ts';
import { repeatUntilStopped, startTasks, type BackgroundTask } from './background-tasks.ts';

const log = createLog('silent', 'test');

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

const waiting = (name: string, work: (beat: () => void) => void = () => undefined) =>
  ({
    name,
    stuckAfterMs: 1_000,
    start: (signal, beat) => {
      work(beat);
      return untilAborted(signal);
    },
  }) satisfies BackgroundTask;

test('reports of each task when it last made progress', async () => {
  let now = 100;
  let beatOfSecond: () => void = () => undefined;
  let beats = 0;
  const tasks = startTasks(
    [waiting('first'), waiting('second', (beat) => (beatOfSecond = beat))],
    log,
    () => now,
    () => beats++,
  );
  now = 200;
  beatOfSecond();
  expect(tasks.pulses()).toEqual([
    { task: 'first', startedAtMs: 100, progressAtMs: null, stillAfterMs: 1_000 },
    { task: 'second', startedAtMs: 100, progressAtMs: 200, stillAfterMs: 1_000 },
  ]);
  expect(beats).toBe(1);
  await tasks.stop();
});

test('asks the database in the background, which no request does', async () => {
  const seen: boolean[] = [];
  const asking: BackgroundTask = {
    name: 'asking',
    stuckAfterMs: 1_000,
    async start(signal) {
      await Promise.resolve();
      seen.push(isInBackground());
      return untilAborted(signal);
    },
  };
  const tasks = startTasks([asking], log, () => 0);
  await Promise.resolve();
  seen.push(isInBackground());
  await tasks.stop();
  expect(seen).toEqual([true, false]);
});

test('names a task that ended by itself, also by a bug', async () => {
  const failing: BackgroundTask = {
    name: 'failing',
    stuckAfterMs: 1_000,
    start: () => Promise.reject(new Error('a bug')),
  };
  const tasks = startTasks([waiting('first'), failing], log, () => 0);
  expect(await tasks.ended).toBe('failing');
  await tasks.stop();
});

test('stops every task, and an ordered end is none by itself', async () => {
  const tasks = startTasks([waiting('first'), waiting('second')], log, () => 0);
  await tasks.stop();
  const outcome = await Promise.race([tasks.ended, Promise.resolve('still waiting')]);
  expect(outcome).toBe('still waiting');
});

test('counts from the start of the work, and never works without a pause', async () => {
  const stopping = new AbortController();
  let now = 0;
  const takes = [0, 4_000, 59_500, 100_000, 200];
  const pauses: number[] = [];
  const pace = {
    nowMs: () => now,
    pause: (ms: number) => {
      pauses.push(ms);
      if (pauses.length === takes.length) stopping.abort();
      return Promise.resolve();
    },
  };
  const { signal } = stopping;
  await repeatUntilStopped(
    { signal, beat: () => undefined, log, says: 'failed', everyMs: 60_000, pace },
    () => {
      now += takes[pauses.length] ?? 0;
      if (pauses.length === 1) return Promise.reject(new Error('away'));
      return Promise.resolve(pauses.length === 4 ? 5_000 : null);
    },
  );
  expect(pauses).toEqual([60_000, 56_000, 1_000, 1_000, 4_800]);
});
