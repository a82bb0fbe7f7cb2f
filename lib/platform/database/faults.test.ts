import { describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { errorFacts } from '../log.ts';
import { databaseFault } from './faults.ts';

const withCode = (code: string): Error =>
  Object.assign(new Error('secret row 7000001 at db.internal'), { name: 'error', code });

describe('an error of the database driver', () => {
  it.each([
    '08006',
    '08P01',
    '53300',
    '57P01',
    '57P02',
    '57P03',
    '57014',
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOTFOUND',
    'EAI_AGAIN',
  ])('%s is unavailable, and nothing of the driver is said', (code) => {
    const fault = databaseFault(withCode(code));
    expect(fault).toBeInstanceOf(FaultError);
    expect(fault).toMatchObject({ fault: { kind: 'unavailable' } });
    expect(JSON.stringify(fault) + String(fault)).not.toMatch(/secret|7000001|internal/);
    expect(errorFacts(fault)).toEqual({ error: 'FaultError', code });
  });

  it.each(['40001', '40P01'])('%s is busy', (code) => {
    expect(databaseFault(withCode(code))).toMatchObject({ fault: { kind: 'busy' } });
  });

  it('without a code is a lost connection', () => {
    expect(databaseFault(new Error('Query read timeout'))).toMatchObject({
      fault: { kind: 'unavailable' },
    });
  });

  it.each(['23505', '42P01', '28P01', '25P02', 'ERR_INVALID_ARG_TYPE'])(
    '%s stays as it is',
    (code) => {
      const error = withCode(code);
      expect(databaseFault(error)).toBe(error);
    },
  );

  it('that is a bug or a fault already stays as it is', () => {
    for (const error of [
      new TypeError('x'),
      new FaultError({ kind: 'conflict', says: 'Moved' }),
      'text',
    ])
      expect(databaseFault(error)).toBe(error);
  });
});
