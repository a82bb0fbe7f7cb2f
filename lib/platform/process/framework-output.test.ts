import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { logFrameworkOutput, logWarnings } from './framework-output.ts';

let written: string[] = [];
let nowMs = 0;
let restore: () => void = () => undefined;
beforeEach(() => {
  written = [];
  nowMs = 0;
  const log = createLog('info', 'test', { write: (line) => void written.push(line) });
  restore = logFrameworkOutput(log, () => nowMs);
});
afterEach(() => restore());

it('is one clean line, without what an error says', () => {
  console.error(
    'not found: a\u001b[31m `Jane Doe` and "x"\nsecond line',
    new TypeError('Jane Doe 1234567'),
  );
  expect(written).toHaveLength(1);
  expect(written[0]).toContain('not found: a\ufffd[31m');
  expect(written[0]).toContain('TypeError');
  expect(written[0]).not.toMatch(/second|Jane|1234567/);
});

it('is no flood, and says how many it left out', () => {
  for (let number = 0; number < 1_000; number += 1) console.warn(`made up ${number}`);
  expect(written).toHaveLength(20);
  nowMs = 60_000;
  console.warn('later');
  expect(written.at(-1)).toContain('"leftOut":980');
});

it('takes what libraries warn of by Node, and nothing of it goes to the terminal', async () => {
  const log = createLog('info', 'test', { write: (line) => void written.push(line) });
  const stop = logWarnings(log, () => nowMs);
  const warned = once(process, 'warning');
  process.emitWarning('Keys with the value "Jane Doe 1234567"', { code: 'KEYS' });
  await warned;
  stop();
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ msg: 'a library says' });
  expect(written[0]).toContain('KEYS');
  expect(written[0]).not.toMatch(/Jane|1234567/);
});
