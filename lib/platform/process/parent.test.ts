import { expect, test } from 'vitest';
import { ignoreClosedOutput } from './parent.ts';

test('goes on when whoever read its output has gone', () => {
  const closed = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  // Without a listener Node throws what is emitted as an error.
  const before = process.stderr.listenerCount('error');
  ignoreClosedOutput();
  expect(process.stderr.listenerCount('error')).toBe(before + 1);
  expect(() => process.stderr.emit('error', closed)).not.toThrow();
  expect(() => process.stdout.emit('error', closed)).not.toThrow();
});
