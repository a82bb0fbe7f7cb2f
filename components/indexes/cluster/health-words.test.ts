import { expect, it } from 'vitest';
import type { HealthFinding, HealthVerdict } from '#lib/indexes/client.ts';
import { healthWords, markOf, worstFirst } from './health-words.ts';

const finding = (state: HealthVerdict, key: string = state): HealthFinding => ({
  key,
  group: 'load',
  name: key,
  value: null,
  state,
  says: '',
  source: null,
});
const counts = (given: Partial<Record<HealthVerdict, number>>) => ({
  good: 0,
  'worth-a-look': 0,
  'needs-a-person': 0,
  'not-known': 0,
  'not-applicable': 0,
  ...given,
});

it('counts findings in a sentence, and leaves out what there is none of', () => {
  expect(healthWords([finding('good'), finding('needs-a-person')])).toBe(
    'Now: 1 needs a person and 1 good.',
  );
  expect(healthWords([finding('not-known'), finding('worth-a-look'), finding('good')])).toBe(
    'Now: 1 worth a look, 1 not known and 1 good.',
  );
  expect(healthWords([])).toBe('');
});

it('puts what needs a person first, and keeps the order otherwise', () => {
  const sorted = worstFirst([
    finding('good', 'a'),
    finding('worth-a-look', 'b'),
    finding('not-known', 'c'),
    finding('good', 'd'),
    finding('needs-a-person', 'e'),
  ]);
  expect(sorted.map(({ key }) => key)).toEqual(['e', 'c', 'b', 'a', 'd']);
});

it('marks the worst, and calls good only what is known', () => {
  expect(markOf(counts({ good: 9, 'needs-a-person': 2, 'not-known': 1 }), 0)).toEqual({
    tone: 'bad',
    words: '2 need a person and 1 not known',
  });
  expect(markOf(counts({ good: 9, 'worth-a-look': 1 }), 0)).toEqual({
    tone: 'warn',
    words: '1 worth a look',
  });
  expect(markOf(counts({ good: 9, 'not-applicable': 3 }), 0)).toEqual({
    tone: 'ok',
    words: 'good',
  });
  expect(markOf(counts({ good: 9, 'not-known': 1 }), 0)).toBeNull();
  expect(markOf(counts({}), 0)).toBeNull();
  expect(markOf(counts({ good: 9, 'worth-a-look': 1 }), 2)).toEqual({
    tone: 'bad',
    words: '2 generations with drift, 1 worth a look',
  });
  expect(markOf(counts({ good: 9 }), 1)).toEqual({ tone: 'bad', words: '1 generation with drift' });
});
