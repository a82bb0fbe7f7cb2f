import { describe, expect, it } from 'vitest';
import type { Run, Stage } from '#lib/sync/index.ts';
import { exitOfRun } from './outcome.ts';

const stage: Stage = {
  name: 'trainees',
  title: 'Trainees',
  kind: 'data',
  participants: ['tcs'],
  state: 'done',
  attempt: 1,
  startedAt: null,
  endedAt: null,
  expected: null,
  sent: 10,
  received: 10,
  written: 7,
  merged: 1,
  quarantined: 2,
  rejected: 0,
  dead: 0,
  redelivered: 4,
  withheld: 3,
};
const run = (state: Run['state'], changes: Partial<Stage> = {}, kind: 'precondition' | 'unavailable' = 'precondition') => ({
  state,
  fault: state === 'failed' ? { kind, says: 'It failed.' } : null,
  stages: [stage, { ...stage, ...changes }],
});

describe('exit code of a run', () => {
  it.each([
    ['settled', run('settled'), 0],
    ['failed', run('failed'), 1],
    ['failed by rejected records', run('failed', { rejected: 2, written: 5 }), 1],
    ['failed because one is missing', run('failed', { received: 9, written: 6 }), 4],
    ['failed because one is not accounted for', run('failed', { written: 6 }), 4],
    ['failed half-way, a service was away', run('failed', { state: 'failed', received: 5, written: 5 }, 'unavailable'), 1],
    ['failed before a stage began', run('failed', { state: 'waiting', received: 0 }), 1],
    ['cancelled', run('cancelled'), 1],
    ['waiting for a person', run('awaiting-approval'), 7],
  ])('%s', (_, of, code) => expect(exitOfRun(of)).toBe(code));
});
