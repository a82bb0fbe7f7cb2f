import { describe, expect, it } from 'vitest';
import { faultKinds, type Fault } from '#lib/kernel/result.ts';
import type { Run, Stage } from '#lib/sync/index.ts';
import { exitOfFault, exitOfRun } from './outcome.ts';
import { stageOf } from './testing.ts';

const stage = stageOf();
const run = (
  state: Run['state'],
  changes: Partial<Stage> = {},
  kind: 'precondition' | 'unavailable' = 'precondition',
) => ({
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
    ['failed because more were expected', run('failed', { expected: 11 }), 4],
    ['failed because one is not accounted for', run('failed', { written: 6 }), 4],
    [
      'failed half-way, a service was away',
      run('failed', { state: 'failed', received: 5, written: 5 }, 'unavailable'),
      1,
    ],
    ['failed before a stage began', run('failed', { state: 'waiting', received: 0 }), 1],
    ['cancelled', run('cancelled'), 1],
  ])('%s', (_, of, code) => expect(exitOfRun(of)).toBe(code));
});

describe('exit code of a refusal', () => {
  it.each<[string, Fault, number]>([
    [
      'something else runs',
      { kind: 'conflict', says: 'Run 1 is already running.', detail: { run: 'local-1' } },
      3,
    ],
    [
      'somebody has that email address',
      { kind: 'conflict', says: 'Somebody has that email address already.' },
      1,
    ],
    ['it cannot be read', { kind: 'unavailable', says: 'The console does not answer.' }, 5],
    ['it is not allowed', { kind: 'forbidden', says: 'Only admins may.' }, 6],
    ['usage error', { kind: 'invalid', says: 'That is not an email address.' }, 2],
  ])('%s', (_, fault, code) => expect(exitOfFault(fault)).toBe(code));

  it('is never that of something done', () => {
    for (const kind of faultKinds) expect(exitOfFault({ kind, says: '' })).toBeGreaterThan(0);
  });
});
