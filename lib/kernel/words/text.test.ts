import { expect, it } from 'vitest';
import { listWords, sentences, someWords } from './text.ts';

it('lists all, or the first five of many', () => {
  expect(listWords(['a', 'b', 'c'], 'or')).toBe('a, b or c');
  expect(someWords(['a', 'b'])).toBe('a and b');
  expect(someWords(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d and e');
  const many = Array.from({ length: 1_206 }, (_, at) => `m_${String(at)}`);
  expect(someWords(many)).toBe('m_0, m_1, m_2, m_3, m_4 and 1,201 more');
});

it('ends each sentence with one stop', () => {
  expect(sentences('a', false, 'b.', undefined, 'c?')).toBe('a. b. c?');
});
