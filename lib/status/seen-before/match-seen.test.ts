import { describe, expect, it } from 'vitest';
import type { PastIncidentView } from '#lib/inventory/index.ts';
import { matchSeen, type FailingPart } from './match-seen.ts';
import { whySeenWords } from './model.ts';

const pastOf = (
  name: string,
  failing: readonly string[],
  words: readonly string[],
): PastIncidentView => ({
  key: `tis/${name}`,
  name,
  estateTitle: 'TIS',
  source: { title: 'A page', evidence: 'document', asOf: null, readOn: null },
  facts: {},
  of: [],
  signature: { failing, words },
});
const past = [
  pastOf('alarm', ['GMC', 'RabbitMQ'], ['memory alarm', 'short of memory']),
  pastOf('refused', ['GMC'], ['code 99']),
  pastOf('blocked', ['GMC'], ['403']),
];
const partOf = (name: string, target: string, says: string): FailingPart => ({
  name,
  calledBy: [name, target],
  says: [says],
});
const namesOf = (parts: readonly FailingPart[], written: readonly string[] = []) =>
  matchSeen({ parts, written }, past).map(({ name }) => name);

describe('what was seen before', () => {
  it('is what failed by the same name and of which the same was said', () => {
    expect(namesOf([partOf('GMC Connect', 'a web page', 'It answered with status 403.')])).toEqual([
      'blocked',
    ]);
    const [seen] = matchSeen(
      { parts: [partOf('Messages', 'RabbitMQ', 'It is short of memory.')], written: [] },
      past,
    );
    expect(seen).toMatchObject({ name: 'alarm' });
    expect(seen && whySeenWords(seen)).toBe(
      'Messages fails, which is “RabbitMQ”, and “short of memory” is said of it.',
    );
  });

  it('is nothing where only one of the two is alike', () => {
    expect(namesOf([partOf('GMC Connect', 'a web page', 'It gave no answer.')])).toEqual([]);
    expect(namesOf([partOf('Sign-in', 'a web page', 'It answered with status 403.')])).toEqual([]);
  });

  it('is told of each thing that fails by what is said of that one', () => {
    const parts = [
      partOf('GMC Connect', 'a web page', 'It gave no answer.'),
      partOf('Sign-in', 'a web page', 'It answered with status 403.'),
    ];
    expect(namesOf(parts)).toEqual([]);
    expect(namesOf(parts, ['Return code 99 on every call.'])).toEqual(['refused']);
  });

  it('reads whole words, whatever is between them', () => {
    const gmc = (says: string) => namesOf([partOf('the gmc', '', says)]);
    expect(gmc('Return-code: 99!')).toEqual(['refused']);
    expect(gmc('code 990')).toEqual([]);
    expect(gmc('barcode 99')).toEqual([]);
    expect(namesOf([partOf('gmcx', '', 'code 99')])).toEqual([]);
  });

  it('is found by what a person wrote where nothing is asked', () => {
    const [seen] = matchSeen({ parts: [], written: ['GMC says code 99', 'Since noon.'] }, past);
    expect(seen && whySeenWords(seen)).toBe('“GMC” is written of, and “code 99” is said of it.');
  });
});
