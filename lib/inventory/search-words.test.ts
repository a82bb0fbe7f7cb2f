import { expect, it } from 'vitest';
import { searchWords } from './search-words.ts';

it.each([
  ['  Python\t3.4 ', ['python', '3.4']],
  ['https://Apps.example.org/', ['apps.example.org']],
  ['http://apps.example.org:8443/a/b?c=d', ['apps.example.org:8443/a/b?c=d']],
  // Nothing else of them is left to look for.
  ['https://', ['https:']],
  ['/', ['/']],
  ['preproduction', ['preprod']],
  ['Pre-Production broker', ['pre-prod', 'broker']],
  ['production', ['production']],
])('of %j each word is looked for as the inventory writes it', (text, words) => {
  expect(searchWords(text)).toEqual(words);
});
