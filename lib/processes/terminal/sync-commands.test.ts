import { expect, it } from 'vitest';
import { runInWords } from './sync-commands.ts';
import { runOf, stageOf } from './testing.ts';

const odd = stageOf({ name: 'gmc', written: 6 });

it('shows all that a stage balances by, and says where it does not', () => {
  const lines = runInWords(
    runOf({ stages: [stageOf(), odd, stageOf({ state: 'waiting', received: 0 })] }),
  ).split('\n');
  const numbers = (line = '') => line.match(/\d+/g)?.map(Number) ?? [];
  const [sent = 0, received = 0, ...ways] = numbers(lines[2]);
  const withheld = ways.pop();
  expect([sent, received, withheld]).toEqual([10, 10, 3]);
  expect(ways.reduce((sum, n) => sum + n)).toBe(received);
  expect(lines[2]).not.toContain('balance');
  expect(lines[3]).toContain('does not balance');
  // Nothing is counted yet.
  expect(numbers(lines[4])).toEqual([]);
});

it('marks a dry run', () => {
  expect(runInWords(runOf({ dry: true }))).toContain('documented (dry run)');
  expect(runInWords(runOf())).not.toContain('dry');
});
