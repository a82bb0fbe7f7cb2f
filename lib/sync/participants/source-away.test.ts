import { expect, it } from 'vitest';
import { sourceAway } from './source-away.ts';

const failed = (code: string | number): Error =>
  Object.assign(new Error("select * from Person where id = '1234567'"), { code });
const unreadable = 'The trainee database (TCS) cannot be read';

it.each([
  ['ER_LOCK_WAIT_TIMEOUT', 'a table is locked by something else'],
  ['ER_TABLEACCESS_DENIED_ERROR', 'it refuses the user of this console'],
  ['ER_NO_SUCH_TABLE', 'something that is read there is not there any more'],
  ['PROTOCOL_SEQUENCE_TIMEOUT', 'it did not answer in time'],
  [13, 'it refuses the user of this console'],
  [50, 'it did not answer in time'],
])('%s says what happened and what to do, and nothing of the driver', (code, why) => {
  const { fault } = sourceAway(unreadable, failed(code));
  expect(fault).toMatchObject({ kind: 'unavailable', detail: { code } });
  expect(fault.says.startsWith(`${unreadable}: ${why}`)).toBe(true);
  expect(fault.says).not.toContain('1234567');
});

it('says no more than that where the code says no more', () => {
  expect(sourceAway(unreadable, failed('ECONNREFUSED')).fault.says).toBe(unreadable);
  expect(sourceAway(unreadable, new Error('x')).fault.says).toBe(unreadable);
});
