import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleCondition, sampleFields } from '#lib/testing/platform/search-samples.ts';
import { and, differs, equals, missing, not, or, type Condition } from '../conditions.ts';
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

  it('are recognised in the words of other clients', () => {
    const discrepancies = differs('tcsDesignatedBody', 'designatedBody');
    const source = "doc['tcsDesignatedBody.keyword'] != doc['designatedBody.keyword']";
    expect(filterFromDsl({ script: { script: source } })).toEqual(discrepancies);
    expect(filterFromDsl({ script: { script: { source, lang: 'painless' }, boost: 1 } })).toEqual(
      discrepancies,
    );
    expect(filterFromDsl({ term: { existsInGmc: { value: true, boost: 1 } } })).toEqual(
      equals('existsInGmc', true),
    );
    expect(
      filterFromDsl({
        bool: {
          must: { term: { 'underNotice.keyword': 'YES' } },
          adjust_pure_negative: true,
          boost: 1,
        },
      }),
    ).toEqual(and(equals('underNotice', 'YES')));
  });

  it.each([
    [{ script: { script: { source: 'return true' } } }],
    [{ script: { script: { source: "doc['a'] != doc['b']", params: { x: 1 } } } }],
    [{ filter: { script: { script: "doc['a'] != doc['b']" } } }],
    [{ match: { programmeName: 'surgery' } }],
    [{ term: { existsInGmc: { value: true, boost: 2 } } }],
    [{ term: { name: { value: 'x', case_insensitive: true } } }],
    [{ bool: { must: [{ term: { a: 1 } }], must_not: [{ term: { b: 1 } }] } }],
    [{ prefix: { name: { value: 'x' } } }],
    [{ range: { day: { from: '2025-01-01', to: null, include_lower: true } } }],
    [{ exists: { field: 'a.b.c' } }],
    [{}],
    [null],
    ['text'],
  ])('are foreign when they are none of ours: %j', (filter) => {
    expect(filterFromDsl(filter)).toBe('foreign');
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
        expect(filterFromDsl(conditionToDsl(condition, sampleFields))).toEqual(normal(condition));
      }),
      { numRuns: 500 },
    );
  });
});
