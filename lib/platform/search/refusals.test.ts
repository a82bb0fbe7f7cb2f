import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateBound, isDate } from './dates.ts';
import { reasonOf } from './opensearch/bulk.ts';
import { isStorable, mappingRefusal, sizeRefusal } from './refusals.ts';

describe('dates', () => {
  it.each([
    ['uuuu-MM-dd', '2024-02-29', true],
    ['uuuu-MM-dd', '2023-02-29', false],
    ['uuuu-MM-dd', '2025-04-31', false],
    ['uuuu-MM-dd', '0001-01-01', true],
    ['uuuu-MM-dd', '2025-1-1', false],
    ['uuuu-MM-dd', '2025-01-01T00:00:00.000', false],
    ['uuuu-MM-dd', ' 2025-01-01', false],
    ["uuuu-MM-dd'T'HH:mm:ss.SSS", '2025-01-01T23:59:59.999', true],
    ["uuuu-MM-dd'T'HH:mm:ss.SSS", '2025-01-01T24:00:00.000', false],
    ["uuuu-MM-dd'T'HH:mm:ss.SSS", '2025-01-01T10:00:00', false],
    ["uuuu-MM-dd'T'HH:mm:ss.SSS", '2025-01-01', false],
    ['strict_date_optional_time||epoch_millis', 'anything', true],
  ])('%s takes %s: %s', (format, value, expected) => {
    expect(isDate(format, value)).toBe(expected);
  });

  it('lets every day of the calendar pass and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const padded = [year, month, day].map((n, at) =>
            String(n).padStart(at === 0 ? 4 : 2, '0'),
          );
          const value = padded.join('-');
          const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
          const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
          expect(isDate('uuuu-MM-dd', value)).toBe(day >= 1 && day <= days);
        },
      ),
    );
  });

  it('makes a day a bound of moments', () => {
    const format = "uuuu-MM-dd'T'HH:mm:ss.SSS";
    expect(dateBound(format, 'gte', '2025-01-01')).toBe('2025-01-01T00:00:00.000');
    expect(dateBound(format, 'gt', '2025-01-01')).toBe('2025-01-01T23:59:59.999');
    expect(dateBound(format, 'lte', 'never')).toBeNull();
  });
});

describe('refusals', () => {
  it('name the field inside a list of objects', () => {
    const fields = {
      hidden: { type: 'nested', fields: { on: { type: 'date', format: 'uuuu-MM-dd' } } },
    } as const;
    expect(mappingRefusal(fields, { hidden: [{ on: '2025-01-01' }, { on: 'secret' }] })).toBe(
      'the value of hidden.on is no date',
    );
    expect(
      mappingRefusal(fields, { hidden: [], other: { any: 'thing' }, __proto__: null }),
    ).toBeNull();
  });

  it('measure bytes and not characters', () => {
    expect(sizeRefusal('1', 'é'.repeat(500_000))).toBeNull();
    expect(sizeRefusal('1', 'é'.repeat(500_001))).not.toBeNull();
    expect(sizeRefusal('é'.repeat(257), '{}')).not.toBeNull();
  });

  it('find what jsonb cannot hold, and only that', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', '\u0000', '\ud800', '\udc00x', '\\u0000', '\\ud800', '\\\u0000'),
        (text, odd) => {
          const whole = text + odd;
          const isWellFormed = Buffer.from(whole, 'utf8').toString('utf8') === whole;
          expect(isStorable(JSON.stringify({ a: whole }))).toBe(
            isWellFormed && !whole.includes('\u0000'),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of the engine are reported without what they quote', () => {
    const reason =
      'failed to parse field [submissionDate] of type [date] in document with id ' +
      "'7000001'. Preview of field's value: 'Smith'";
    expect(reasonOf({ type: 'mapper_parsing_exception', reason })).toBe(
      'the value of submissionDate is no date',
    );
    expect(
      reasonOf({ type: 'illegal_argument_exception', reason: 'mapper [a b] Smith 7000001' }),
    ).toBe('the index refuses the document (illegal_argument_exception)');
    expect(reasonOf({ type: 'Smith 7000001' })).toBe('the index refuses the document (unknown)');
    expect(reasonOf(undefined)).toBe('the index refuses the document (unknown)');
  });
});
