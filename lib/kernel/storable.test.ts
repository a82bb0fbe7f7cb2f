import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasMoreThan, isStorable } from './storable.ts';

it.each([
  ['a text', 'line\none\t😀'],
  ['what is no text', [null, undefined, 3, true]],
  ['parts', { a: [{ b: 'c' }], d: {} }],
])('%s can be stored', (_, given) => {
  expect(isStorable(given)).toBe(true);
});

it.each([
  ['a NUL', 'a\0b'],
  ['half of a pair', 'a\ud800b'],
  ['one in a list', ['a', ['b', '\0']]],
  ['one in a part', { a: { b: '\udc00' } }],
  ['one in a name', { a: { 'b\0': 1 } }],
])('%s cannot', (_, given) => {
  expect(isStorable(given)).toBe(false);
});

it('looks as deep as a text of JSON can be', () => {
  const depth = 1_000_000;
  expect(isStorable(JSON.parse('['.repeat(depth) + ']'.repeat(depth)))).toBe(true);
});

describe('how much was sent', () => {
  const itself: Record<string, unknown> = { a: 1 };
  itself['b'] = itself;
  const list: unknown[] = [1, 2];
  list.push(list, list);
  // Sixty parts, and 2 to the power of 60 ways through them.
  let often: unknown = 'end';
  for (let depth = 0; depth < 60; depth += 1) often = { a: often, b: often };
  const longText = 'x'.repeat(400);

  it.each([
    ['an object that holds itself', itself],
    ['a list that holds itself', list],
    ['one part in many', often],
    ['a long text many times', [longText, longText, longText]],
    ['a long name', { ['n'.repeat(1_001)]: null }],
    ['a long list', Array.from({ length: 1_001 }, () => null)],
  ])('is too much: %s', (_, given) => {
    expect(hasMoreThan(given, 1_000)).toBe(true);
  });

  it('is never more than its JSON is long', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        expect(hasMoreThan(given, JSON.stringify(given).length)).toBe(false);
      }),
    );
  });
});
