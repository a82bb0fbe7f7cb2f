import { expect, it } from 'vitest';
import { editsInWords, editsOfRun } from './edits.ts';

const edits = (changed: number, removed: number) => ({
  changed,
  removed,
  asOf: '2026-11-21T15:04:30.000Z',
});

it.each([
  [null, 'How many documents services have changed since the run began is not known.'],
  [edits(0, 0), 'Services have changed nothing of what users read since the run began.'],
  [
    edits(1, 0),
    'Services have changed or added 1 document of what users read since the run began. The swap ' +
      'loses these changes.',
  ],
  [
    edits(1_204, 2),
    'Services have changed or added 1,204 documents and removed 2 documents or more of what ' +
      'users read since the run began. The swap loses these changes.',
  ],
])('%j is said in plain words', (found, says) => {
  expect(editsInWords(found, 'before')).toBe(says);
});

it('says of a swap that is over what was, not what is', () => {
  const says = editsOfRun({ state: 'settled', dry: false, edits: edits(0, 0) });
  expect(says).toBe('Services changed nothing of what users read while the run was building.');
});

it.each([
  [{ state: 'running', dry: true }, null],
  [{ state: 'queued', dry: false }, null],
  [{ state: 'failed', dry: false }, null],
  [{ state: 'cancelled', dry: false }, null],
  [{ state: 'running', dry: false }, 'The swap loses these changes.'],
  [{ state: 'settled', dry: false }, 'The new generation does not have these changes.'],
] as const)('of %j it says what becomes of them: %s', (run, ends) => {
  const says = editsOfRun({ ...run, edits: edits(1, 0) });
  if (ends === null) expect(says).toBeNull();
  else expect(says).toContain(ends);
});
