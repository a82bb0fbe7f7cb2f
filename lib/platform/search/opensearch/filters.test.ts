import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleCondition, sampleFields } from '#lib/testing/platform/search-samples.ts';
import {
  and,
  differs,
  equals,
  isSameCondition,
  missing,
  not,
  or,
  range,
  type Condition,
} from '../conditions.ts';
import { conditionToDsl } from './conditions.ts';
import { filterFromDsl } from './filters.ts';

describe('filters of the contract', () => {
  it('are those that the existing services made', () => {
    expect(conditionToDsl(equals('existsInGmc', true), sampleFields)).toEqual({
      term: { existsInGmc: true },
    });
    expect(conditionToDsl(differs('tcsDesignatedBody', 'designatedBody'), sampleFields)).toEqual({
      script: {
        script: {
          source: "doc['tcsDesignatedBody.keyword'] != doc['designatedBody.keyword']",
          lang: 'painless',
        },
      },
    });
  });

  const source = "doc['tcsDesignatedBody.keyword'] != doc['designatedBody.keyword']";
  const isDifferent = differs('tcsDesignatedBody', 'designatedBody');
  const isInGmc = equals('existsInGmc', true);

  it.each<[string, unknown, Condition]>([
    ['a script as text', { script: { script: source } }, isDifferent],
    [
      'defaults written out',
      {
        script: {
          script: { source, lang: 'painless', params: {}, options: {} },
          boost: 1,
          _name: 'label',
        },
      },
      isDifferent,
    ],
    [
      'blanks and quotes in a script',
      {
        script: {
          script: {
            source:
              'return doc[ "tcsDesignatedBody.keyword" ]!=\n  doc["designatedBody.keyword"] ;',
          },
        },
      },
      isDifferent,
    ],
    [
      'parameters that are none',
      { script: { script: { source, lang: 'painless', params: {} } } },
      isDifferent,
    ],
    ['a label on a term', { term: { existsInGmc: { value: true, _name: 'label' } } }, isInGmc],
    [
      'a label and a boost on a bool',
      { bool: { filter: { term: { existsInGmc: true } }, boost: 1, _name: 'label' } },
      isInGmc,
    ],
    ['a value in an object', { term: { existsInGmc: { value: true, boost: 1 } } }, isInGmc],
    ['a truth as text', { term: { existsInGmc: 'true' } }, isInGmc],
    [
      'case that counts, as it does anyway',
      { term: { existsInGmc: { value: true, case_insensitive: false } } },
      isInGmc,
    ],
    ['one of one', { terms: { existsInGmc: [true], boost: 1 } }, isInGmc],
    ['a bool of one filter', { bool: { filter: [{ term: { existsInGmc: true } }] } }, isInGmc],
    [
      'a bool of one must',
      { bool: { must: { term: { existsInGmc: true } }, adjust_pure_negative: true, boost: 1 } },
      isInGmc,
    ],
    [
      'one should alone, of which one must hold',
      { bool: { should: [{ term: { existsInGmc: true } }], minimum_should_match: '1' } },
      isInGmc,
    ],
    [
      'a should beside a must, which asks for nothing',
      { bool: { must: [{ term: { existsInGmc: true } }], should: [{ term: { personId: 1 } }] } },
      isInGmc,
    ],
    ['a constant score', { constant_score: { filter: { term: { existsInGmc: true } } } }, isInGmc],
    [
      'what must and what must not',
      {
        bool: {
          must: [{ term: { existsInGmc: true } }],
          must_not: [{ term: { kind: 'a' } }, { term: { kind: 'b' } }],
        },
      },
      and(isInGmc, not(equals('kind', 'a')), not(equals('kind', 'b'))),
    ],
    [
      'the older words for a range',
      { range: { day: { from: '2025-01-01', to: null, include_lower: false } } },
      range('day', { gt: '2025-01-01' }),
    ],
    ['no clause at all', { bool: {} }, { is: 'all' }],
  ])('mean the same in the words of other clients: %s', (_, filter, expected) => {
    const found = filterFromDsl(filter, sampleFields);
    expect(found !== 'foreign' && isSameCondition(found, expected)).toBe(true);
  });

  it.each<[string, unknown, Condition]>([
    [
      'more than one should',
      {
        bool: {
          should: [{ term: { existsInGmc: true } }, { term: { existsInGmc: false } }],
          minimum_should_match: 2,
        },
      },
      or(isInGmc, equals('existsInGmc', false)),
    ],
    ['a should that asks for nothing', { bool: { must: [], minimum_should_match: 1 } }, isInGmc],
    ['a stored script with such a name', { script: { script: { id: source } } }, isDifferent],
    [
      'a script in another language',
      { script: { script: { source, lang: 'expression' } } },
      isDifferent,
    ],
    [
      'a script of the words and not of the whole text',
      { script: { script: "doc['tcsDesignatedBody'] != doc['designatedBody']" } },
      isDifferent,
    ],
    ['what must not', { bool: { must_not: [{ term: { existsInGmc: true } }] } }, isInGmc],
    ['words of a text', { term: { designatedBody: 'a' } }, equals('designatedBody', 'a')],
    ['a keyword that a field does not have', { term: { 'existsInGmc.keyword': true } }, isInGmc],
    [
      'case that does not count',
      { term: { kind: { value: 'a', case_insensitive: true } } },
      equals('kind', 'a'),
    ],
  ])('mean something else with %s', (_, filter, expected) => {
    const found = filterFromDsl(filter, sampleFields);
    expect(found === 'foreign' || !isSameCondition(found, expected)).toBe(true);
  });

  it.each([
    [{ script: { script: { source: 'return true' } } }],
    [{ term: { personId: Number.NaN } }],
    [{ term: { personId: { value: Number.POSITIVE_INFINITY } } }],
    [{ terms: { personId: [1, Number.NaN] } }],
    [{ range: { personId: { gte: Number.NEGATIVE_INFINITY } } }],
    [{ script: { script: { source: "doc['a'] != doc['b']", params: { x: 1 } } } }],
    [{ filter: { script: { script: "doc['a'] != doc['b']" } } }],
    [{ match: { programmeName: 'surgery' } }],
    [{ term: { existsInGmc: { value: true, boost: 2 } } }],
    [{ term: { name: { value: 'x', case_insensitive: true } } }],
    [{ bool: { must: [{ term: { a: 1 } }], other: 1 } }],
    [{ bool: { should: [{ term: { a: 1 } }], minimum_should_match: '75%' } }],
    [{ prefix: { name: { value: 'x' } } }],
    [{ range: { day: { from: '2025-01-01', gte: '2025-01-01' } } }],
    [{ range: { day: { gte: '01/2025', format: 'MM/yyyy' } } }],
    [{ exists: { field: 'a.b.c' } }],
    [{}],
    [null],
    ['text'],
  ])('are foreign when they are none of ours: %j', (filter) => {
    expect(filterFromDsl(filter, null)).toBe('foreign');
  });

  it('are foreign where a script is longer than any of ours', () => {
    const padded = (length: number) => ({ script: { script: source.padEnd(length) } });
    expect(filterFromDsl(padded(500), sampleFields)).toEqual(isDifferent);
    expect(filterFromDsl(padded(501), sampleFields)).toBe('foreign');
  });

  // With a step for each pair of them it would not end.
  it('are read in one pass where a script has a million blanks', () => {
    const blanks = ' '.repeat(1_000_000);
    expect(filterFromDsl({ script: { script: `${source}${blanks};${blanks}x` } }, null)).toBe(
      'foreign',
    );
  });
});

/** What a translation cannot distinguish, written one way. */
function normal(condition: Condition): Condition {
  switch (condition.is) {
    case 'and':
      return condition.all.length === 0 ? { is: 'all' } : and(...condition.all.map(normal));
    case 'or':
      return or(...condition.any.map(normal));
    case 'not':
      return not(normal(condition.of));
    case 'any-of-nested':
      return { ...condition, where: normal(condition.where) };
    default:
      return condition;
  }
}

describe('translation and back', () => {
  it('gives any condition back', () => {
    fc.assert(
      fc.property(sampleCondition, (condition) => {
        // A nested list that is missing has no form of its own: no object of it satisfies anything.
        fc.pre(!JSON.stringify(condition).includes(JSON.stringify(missing('hidden'))));
        expect(filterFromDsl(conditionToDsl(condition, sampleFields), sampleFields)).toEqual(
          normal(condition),
        );
      }),
      { numRuns: 500 },
    );
  });
});
