import { describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { errorFacts } from '../log.ts';
import { databaseFault, orUnavailable, StatementError, violatedUnique } from './faults.ts';

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

  it('53100 is a full disk, whatever the database is used for', async () => {
    const full = databaseFault(withCode('53100'));
    expect(full).toMatchObject({ fault: { kind: 'unavailable' } });
    expect(String(full)).toContain('The disk of the database is full');
    const failing = (error: unknown): Promise<never> =>
      Promise.reject(error instanceof Error ? error : new Error('no error'));
    await expect(orUnavailable('Away', () => failing(full))).rejects.toBe(full);
    const lost = databaseFault(withCode('08006'));
    await expect(orUnavailable('Away', () => failing(lost))).rejects.toThrow('Away');
  });

  it('25006 is a database that is read-only, and no bug', () => {
    const refused = databaseFault(Object.assign(withCode('25006'), { severity: 'ERROR' }));
    expect(refused).toMatchObject({
      fault: { kind: 'unavailable', says: 'The database takes no changes: it is read-only' },
    });
  });

  it('55P03 is a lock that was waited for in vain, and no bug', () => {
    const refused = databaseFault(Object.assign(withCode('55P03'), { severity: 'ERROR' }));
    expect(refused).toMatchObject({ fault: { kind: 'busy' } });
    expect(String(refused)).toContain('holds a table or rows of the database');
  });

  it.each(['40001', '40P01'])('%s is busy', (code) => {
    expect(databaseFault(withCode(code))).toMatchObject({ fault: { kind: 'busy' } });
  });

  it('without a code is a lost connection', () => {
    expect(databaseFault(new Error('Query read timeout'))).toMatchObject({
      fault: { kind: 'unavailable' },
    });
  });

  it.each(['23505', '42P01', '28P01', '25P02'])(
    '%s of the database is a refused statement, and nothing of the driver is said',
    (code) => {
      const refused = databaseFault(
        Object.assign(withCode(code), { severity: 'ERROR', constraint: 'told_pkey' }),
      );
      expect(refused).toBeInstanceOf(StatementError);
      expect(refused).toMatchObject({ sqlState: code, constraint: 'told_pkey' });
      expect(JSON.stringify(refused) + String(refused)).not.toMatch(/secret|7000001|internal/);
      expect(errorFacts(refused)).toEqual({ error: 'StatementError', code });
      expect(violatedUnique(refused)).toBe(code === '23505' ? 'told_pkey' : null);
    },
  );

  it('with a code of somebody else stays as it is', () => {
    const error = withCode('ERR_INVALID_ARG_TYPE');
    expect(databaseFault(error)).toBe(error);
    expect(violatedUnique(withCode('23505'))).toBeNull();
  });

  it('that is a bug or a fault already stays as it is', () => {
    for (const error of [
      new TypeError('x'),
      new FaultError({ kind: 'conflict', says: 'Moved' }),
      'text',
    ])
      expect(databaseFault(error)).toBe(error);
  });
});
