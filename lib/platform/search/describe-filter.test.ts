import { describe, expect, it } from 'vitest';
import {
  and,
  anyOfNested,
  differs,
  equals,
  isIn,
  missing,
  not,
  or,
  prefix,
  range,
} from '#lib/platform/search/conditions.ts';
import { describeFilter } from './describe-filter.ts';

describe('a filter in words', () => {
  it.each([
    [equals('existsInGmc', true), 'existsInGmc is true'],
    [differs('tcsDesignatedBody', 'designatedBody'), 'tcsDesignatedBody and designatedBody differ'],
    [isIn('underNotice', ['YES', 'NO']), 'underNotice is one of YES, NO'],
    [
      range('day', { gte: '2025-01-01', lt: '2026-01-01' }),
      'day is from 2025-01-01 before 2026-01-01',
    ],
    [missing('admin'), 'admin is missing'],
    [not(missing('admin')), 'admin is present'],
    [not(equals('existsInGmc', true)), 'not (existsInGmc is true)'],
    [anyOfNested('hidden', equals('code', 'A')), 'any of hidden where code is A'],
    [prefix('designatedBody', '1-'), 'designatedBody begins with 1-'],
    [and(equals('a', 1), or(equals('b', 2), equals('c', 3))), 'a is 1 and (b is 2 or c is 3)'],
    [and(), 'everything'],
    [or(), 'nothing'],
  ])('%j', (condition, words) => {
    expect(describeFilter(condition)).toBe(words);
  });
});
