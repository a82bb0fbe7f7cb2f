import { expect, it } from 'vitest';
import { isStorable } from './storable.ts';

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
