import { describe, expect, it } from 'vitest';
import type { GenerationView } from '#lib/indexes/client.ts';
import { chosenPair, choiceWords, comparable, comparePath } from './comparable.ts';

const generation = (
  base: string,
  number: number | null,
  given: Partial<GenerationView> = {},
): GenerationView => ({
  index: `${base}_${String(number ?? 0)}`,
  base,
  runNumber: number,
  run: number === null ? null : `local-${String(number)}`,
  role: 'previous',
  documents: 1_200,
  bytes: null,
  health: 'green',
  createdAt: '2026-11-21T10:00:00.000Z',
  liveFrom: null,
  liveUntil: `2026-11-21T1${String(number ?? 0)}:00:00.000Z`,
  isKeptCopy: number === null,
  isInPlace: false,
  isSeen: true,
  ...given,
});

const all = [
  generation('master', 4, { role: 'building' }),
  generation('master', 3, { role: 'live', liveUntil: null }),
  generation('master', 2),
  generation('master', 1),
  generation('master', null),
  generation('derived', 3, { role: 'live', liveUntil: null }),
  generation('derived', 2, { role: 'abandoned' }),
  generation('other', 2),
  generation('other', 1),
];
const choices = comparable(all);
const pair = (a: string | null, b: string | null) => {
  const chosen = chosenPair(choices, { a, b });
  return chosen === null ? null : [chosen.a.index, chosen.b.index];
};

describe('which generations are compared', () => {
  it('are those that were whole, of an index that has two of them', () => {
    expect([...choices.keys()]).toEqual(['master', 'other']);
    expect([...comparable(all, ['other', 'none']).keys()]).toEqual(['other', 'master']);
    expect(choices.get('master')?.map(({ index }) => index)).toEqual([
      'master_3',
      'master_2',
      'master_1',
      'master_0',
    ]);
  });

  it('are those of the address, or what users left last and what they read', () => {
    expect(pair(null, null)).toEqual(['master_2', 'master_3']);
    expect(pair('master_1', null)).toEqual(['master_1', 'master_3']);
    expect(pair(null, 'master_1')).toEqual(['master_2', 'master_1']);
    expect(pair('master_3', null)).toEqual(['master_3', 'master_2']);
    expect(pair('master_0', 'master_1')).toEqual(['master_0', 'master_1']);
    expect(pair('other_1', 'master_3')).toEqual(['other_1', 'other_2']);
    expect(pair('master_1', 'master_1')).toEqual(['master_1', 'master_3']);
    expect(pair('nothing', 'master_4')).toEqual(['master_2', 'master_3']);
    expect(chosenPair(comparable([]), { a: null, b: null })).toBeNull();
  });

  it('come to their page with what users read as the second', () => {
    const [, live, left] = all;
    expect(live && comparePath(live)).toBe('/indexes/compare?b=master_3');
    expect(left && comparePath(left)).toBe('/indexes/compare?a=master_2');
  });

  it('are called by what people say of them', () => {
    expect(all.slice(1, 5).map(choiceWords)).toEqual([
      'Generation 3: 1,200 documents, users read it',
      'Generation 2: 1,200 documents, users have left it',
      'Generation 1: 1,200 documents, users have left it',
      'Kept copy: 1,200 documents, users have left it',
    ]);
  });
});
