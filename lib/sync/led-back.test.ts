import { expect, it } from 'vitest';
import type { RollBacks } from '#lib/indexes/index.ts';
import { ledBackFrom } from './led-back.ts';

const one = 'm_20261121t100000_1';
const two = 'm_20261121t110000_2';
const three = 'm_20261121t120000_3';
const moved = (from: string, to: string, minute: number): RollBacks[number] => ({
  at: new Date(Date.UTC(2026, 10, 21, 13, minute)),
  actor: 'admin@example.test',
  reason: 'Wrong bodies',
  moves: [{ alias: 'm', from: [from], to, filter: null, previousFilters: {} }],
});

it.each([
  ['nobody was led anywhere', [], three, null],
  ['users left it', [moved(three, two, 1)], three, 2],
  ['users came to it', [moved(three, two, 1)], two, null],
  ['it has nothing to do with it', [moved(three, two, 1)], one, null],
  ['users left it twice', [moved(three, one, 2), moved(two, three, 1)], three, 1],
  ['users were led there again', [moved(two, three, 2), moved(three, two, 1)], three, null],
  ['where they were led then', [moved(two, three, 2), moved(three, two, 1)], two, 3],
  ['nobody knows which run made it', [moved(three, 'by_hand', 1)], three, null],
])('%s', (name, rollBacks, index, to) => {
  const found = ledBackFrom(rollBacks, [index]);
  expect(found?.to ?? null).toBe(to);
  expect(found !== null).toBe(to !== null || name.startsWith('nobody knows'));
});
