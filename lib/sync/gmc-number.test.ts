import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGmcNumber, unusableGmcNumber } from './gmc-number.ts';

const digits = fc.stringMatching(/^[0-9]{7}$/);
const blanks = fc.stringMatching(/^[ \t\r\n]{0,3}$/);

describe('checkGmcNumber', () => {
  it('accepts seven digits with any ordinary blanks around them', () => {
    fc.assert(
      fc.property(blanks, digits, blanks, (before, gmcNumber, after) => {
        expect(checkGmcNumber(before + gmcNumber + after)).toEqual({ isUsable: true, gmcNumber });
      }),
    );
  });

  it.each([
    [null, unusableGmcNumber.empty],
    ['', unusableGmcNumber.empty],
    ['   ', unusableGmcNumber.empty],
    ['UNKNOWN', unusableGmcNumber.unknown],
    [' unknown', unusableGmcNumber.unknown],
    ['Unknown  ', unusableGmcNumber.unknown],
    ['na', unusableGmcNumber.notApplicable],
    [' NA ', unusableGmcNumber.notApplicable],
    ['N/a', unusableGmcNumber.notApplicable],
    ['7000001\u00a0', unusableGmcNumber.nonBreakingSpace],
    ['\u00a0UNKNOWN', unusableGmcNumber.nonBreakingSpace],
    ['700000', unusableGmcNumber.notSevenDigits],
    ['70000011', unusableGmcNumber.notSevenDigits],
    ['700 001', unusableGmcNumber.notSevenDigits],
    ['G700001', unusableGmcNumber.notSevenDigits],
    ['٧٠٠٠٠٠١', unusableGmcNumber.notSevenDigits],
    ['\u20037000001', unusableGmcNumber.notSevenDigits],
  ])('refuses %j', (stored, reason) => {
    expect(checkGmcNumber(stored)).toEqual({ isUsable: false, reason });
  });

  it('never puts what was stored into the reason', () => {
    const reasons = new Set<string>(Object.values(unusableGmcNumber));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (stored) => {
        const verdict = checkGmcNumber(stored);
        expect(
          verdict.isUsable ? /^[0-9]{7}$/.test(verdict.gmcNumber) : reasons.has(verdict.reason),
        ).toBe(true);
      }),
    );
  });
});
