import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readList, type Filters } from '#lib/kernel/list.ts';
import { readEstateFile } from './estate-file.ts';
import { estateKey, itemKey, itemList, reachQuestion } from './item-list.ts';
import { itemsOf } from './items.ts';
import { driftList } from './observe/drift-view.ts';

const folder = new URL('./estates/', import.meta.url);
const items = readdirSync(folder).flatMap((name) => {
  const { file } = readEstateFile(readFileSync(new URL(name, folder), 'utf8'));
  return file === null ? [] : itemsOf(file);
});

describe('what the inventory is asked by name', () => {
  it.each([
    ['nothing', ''],
    ['nothing that can be seen', '\u200b'],
    ['a NUL', 'core\0'],
    ['an escape of a terminal', '\u001b[31mcore'],
    ['a mark that turns the text around', '\u202ecore'],
    ['half of a pair', '\ud800'],
    ['a number of a doctor', '1234567'],
    ['one in other figures', '１２３４５６７'],
    ['one that is broken', '123 4567'],
    ['more than 300 characters', 'x'.repeat(301)],
  ])('is not %s', (_, text) => {
    expect(itemKey.safeParse({ key: text }).success).toBe(false);
    expect(estateKey.safeParse({ estate: text }).success).toBe(false);
    expect(reachQuestion.safeParse({ from: text, to: 'b', port: '1' }).success).toBe(false);
    expect(reachQuestion.safeParse({ from: 'a', to: text, port: '1' }).success).toBe(false);
  });

  it('is every key that is shipped', () => {
    expect(items.length).toBeGreaterThan(1_000);
    expect(items.filter(({ key }) => itemKey.safeParse({ key }).data?.key !== key)).toEqual([]);
  });

  it.each(['1e3', '0x10', ' 443', '443.0', '+1', '-1', '', '0', '65536', '99999999999'])(
    'has %j as no port',
    (port) => {
      expect(reachQuestion.safeParse({ from: 'a', to: 'b', port }).success).toBe(false);
    },
  );

  it('has ports in figures', () => {
    expect(reachQuestion.parse({ from: 'a', to: 'b', port: '65535' }).port).toBe(65_535);
  });
});

it.each([
  ['things', itemList],
  ['differences', driftList],
])('the list of %s filters nothing by the environment of the console', (_, shape) => {
  const { request, ignored } = readList<Filters, string>(shape, {
    environment: 'preprod',
    where: 'LIVE',
  });
  expect(request.filters).toEqual({ where: 'LIVE' });
  expect(ignored).toEqual([]);
});
