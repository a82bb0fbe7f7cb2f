import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followOn } from './follow.ts';
import { runOf, stageOf, waitFor } from './testing.ts';

const run = runOf({
  state: 'running',
  startedAt: '2026-07-21T16:30:00.000Z',
  stages: [
    stageOf({ state: 'done' }),
    // What was sent so far is not how much there is.
    stageOf({
      title: 'Trainees',
      state: 'running',
      received: 1_020,
      sent: 1_100,
      expected: null,
      counted: 31_000,
    }),
  ],
});

const streamOf = (isTTY: boolean) => {
  const written: string[] = [];
  return { written, stream: { isTTY, write: (text: string) => written.push(text) } };
};

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-07-21T16:30:08.000Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

it('names the run, and has one line on a terminal that changes and goes', () => {
  const { written, stream } = streamOf(true);
  const follower = followOn(stream, (text) => text);
  follower.started(run, 'http://127.0.0.1:3000');
  follower.progress(run, null);
  follower.progress(run, waitFor('The trainee database (TCS) cannot be read.'));
  follower.away();
  follower.ended();
  follower.ended();
  expect(written).toEqual([
    'Run 12 (local-12) is queued. Follow it: http://127.0.0.1:3000/sync/local-12\n',
    '\r\u001b[2KRun 12 running, stage 2 of 2: Trainees 1,020 of 31,000, 8 s',
    '\r\u001b[2KRun 12: Trainees waits since 5:30pm. The trainee database (TCS) cannot be read.',
    expect.stringContaining('The console does not answer just now'),
    '\r\u001b[2K',
  ]);
});

it('draws nothing into a file', () => {
  const { written, stream } = streamOf(false);
  const follower = followOn(stream, (text) => text);
  follower.started(run, 'http://127.0.0.1:3000');
  follower.progress(run, null);
  follower.ended();
  expect(written).toHaveLength(1);
});
