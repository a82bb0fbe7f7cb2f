import { expect, test } from 'vitest';
import { createLog } from '#lib/platform/log.ts';
import { startTasks, type BackgroundTask } from './background-tasks.ts';

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
