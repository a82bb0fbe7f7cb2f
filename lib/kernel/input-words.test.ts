import { expect, it } from 'vitest';
import { z } from 'zod';
import { inputWords } from './input-words.ts';
import { sentences } from './words/text.ts';

const Some = z.object({
  name: z.string().min(1).max(5),
  password: z.string().min(12),
  role: z.enum(['viewer', 'support', 'admin']),
  key: z.uuid(),
  own: z.string({ error: 'Say which.' }),
});

it('says what to do where a schema does not, and leaves the words of one that does', () => {
  const wordsOf = (given: unknown) =>
    Some.safeParse(given, { error: inputWords }).error?.issues.map(({ message }) => message);
  expect(wordsOf({ name: '', password: 'short', role: 'root', key: 'x', own: '' })).toEqual([
    'Give it a value.',
    'Use at least 12 characters.',
    'Choose viewer, support or admin.',
    'This has not the form that is asked for.',
  ]);
  expect(wordsOf({ name: 'longer', password: 5, role: 'admin', key: crypto.randomUUID() })).toEqual(
    ['Use at most 5 characters.', 'This must be text.', 'Say which.'],
  );
});

it('names each type in words of ours, and counts what it is of', () => {
  const wrong = z.object({
    some: z.object({}),
    names: z.record(z.string(), z.string()),
    list: z.array(z.string()),
    pair: z.tuple([z.string()]),
    whole: z.int(),
    yes: z.boolean(),
    few: z.array(z.string()).max(1),
    two: z.array(z.string()).min(2),
    most: z.int().max(3),
    other: z.map(z.string(), z.string()),
  });
  const { error } = wrong.safeParse(
    {
      some: 1,
      names: 1,
      list: 1,
      pair: 1,
      whole: 1.5,
      yes: 1,
      few: ['', ''],
      two: [''],
      most: 4,
      other: 1,
    },
    { error: inputWords },
  );
  expect(error?.issues.map(({ message }) => message)).toEqual([
    'This must be an object with names and values.',
    'This must be an object with names and values.',
    'This must be a list.',
    'This must be a list.',
    'This must be a whole number.',
    'This must be true or false.',
    'Use at most 1 of them.',
    'Use at least 2 of them.',
    'This must be 3 or less.',
    'This must be something else.',
  ]);
});

it('says which numbers can be', () => {
  const { error } = z
    .tuple([z.number().min(0), z.number().max(3)])
    .safeParse([-1, 4], { error: inputWords });
  expect(error?.issues.map(({ message }) => message)).toEqual([
    'This must be 0 or more.',
    'This must be 3 or less.',
  ]);
});

it('ends each sentence with one stop', () => {
  expect(sentences('role: Choose one.', 'Wait', undefined, false, '', 'Why?')).toBe(
    'role: Choose one. Wait. Why?',
  );
});
