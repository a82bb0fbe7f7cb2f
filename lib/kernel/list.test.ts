import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  furthestOffset,
  lastOffset,
  listSchema,
  listSearch,
  manyOf,
  oneOf,
  readList,
  someDay,
  someText,
  type ListShape,
} from './list.ts';

const colours = ['red', 'green', 'blue'] as const;
const filters = {
  colour: oneOf(colours),
  colours: manyOf(colours),
  words: someText,
  since: someDay,
};
const shape: ListShape<typeof filters, 'made' | 'size'> = {
  filters,
  sorts: ['made', 'size'],
  usual: { column: 'made', direction: 'descending' },
  otherSorts: { newest: { column: 'made', direction: 'descending' } },
  pageSize: 25,
  mostAtOnce: 200,
};
const usual = { filters: {}, sort: shape.usual, limit: 25, offset: 0 };

const anyRequest = fc.record({
  filters: fc.record(
    {
      colour: fc.constantFrom(...colours),
      colours: fc.subarray([...colours], { minLength: 1 }),
      words: fc
        .stringMatching(/^[\p{L}\p{N}&=?%+#,-]{1,40}$/u)
        .filter((text) => someText.safeParse(text).success),
      since: fc
        .date({ min: new Date(0), noInvalidDate: true, max: new Date('2100-01-01') })
        .map((date) => date.toISOString().slice(0, 10)),
    },
    { requiredKeys: [] },
  ),
  sort: fc.record({
    column: fc.constantFrom('made' as const, 'size' as const),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
  }),
  limit: fc.integer({ min: 1, max: 200 }),
  offset: fc.integer({ min: 0, max: furthestOffset }),
});

describe('a request', () => {
  it('comes back from its address as it was', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const texts = Object.fromEntries(new URLSearchParams(listSearch(shape, request)));
        expect(readList(shape, texts)).toEqual({ request, ignored: [] });
        expect(listSchema(shape).parse(texts)).toEqual(request);
      }),
    );
  });

  it('is the usual one where nothing is said', () => {
    expect(readList(shape, {})).toEqual({ request: usual, ignored: [] });
    expect(readList(shape, { colour: '', sort: null, offset: undefined })).toEqual({
      request: usual,
      ignored: [],
    });
  });

  it('takes the first of several texts, and says of names of others that it has none', () => {
    const { request, ignored } = readList(shape, {
      colour: ['red', 'blue'],
      environment: 'live',
      else: '1e9',
    });
    expect(request).toEqual({ ...usual, filters: { colour: 'red' } });
    expect(ignored.map(({ name }) => name)).toEqual(['else']);
  });

  it('knows other spellings of an order', () => {
    expect(readList(shape, { sort: 'newest' }).request.sort).toEqual(shape.usual);
    expect(readList(shape, { sort: 'toString' }).ignored.map(({ name }) => name)).toEqual(['sort']);
  });

  it.each([
    ['offset', '1e9'],
    ['offset', '-1'],
    ['offset', '0x10'],
    ['offset', '5 rows'],
    ['offset', ' 5'],
    ['offset', '1.5'],
    ['offset', '1000001'],
    ['offset', '99999999999999999999'],
    ['limit', '0'],
    ['limit', '201'],
    ['limit', '1e2'],
    ['sort', 'sideways'],
    ['sort', '--made'],
    ['colour', 'mauve'],
    ['colours', 'red,mauve'],
    ['words', 'a\u0000b'],
    ['words', '7000001'],
    ['words', '\u200b'],
    ['words', 'a\u202eb'],
    ['since', '2026-02-30'],
    ['colr', 'red'],
    ['made', '2026-11-26'],
  ])('%s=%s is left out by a page and refused by a route', (name, text) => {
    const { request, ignored } = readList(shape, { [name]: text });
    expect([request, ignored]).toEqual([usual, [{ name, text, why: ignored[0]?.why }]]);
    // In words of its own, which say what would be right and repeat nothing.
    expect(ignored[0]?.why).toMatch(/^(Choose|Give|Use|Leave|Type|Write) .*\.$/);
    if (text.length > 3) expect(ignored[0]?.why).not.toContain(text);
    const refused = listSchema(shape).safeParse({ [name]: text });
    expect(refused.error?.issues).toMatchObject([{ path: [name], message: ignored[0]?.why }]);
  });

  it('is found in any address at all', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('colour', 'sort', 'offset'), fc.string()),
        (any) => {
          const { request, ignored } = readList(shape, any);
          const names = ignored.map(({ name }) => name);
          expect(Object.keys(any)).toEqual(expect.arrayContaining(names));
          expect(listSchema(shape).safeParse(any).success).toBe(ignored.length === 0);
          expect(request.limit).toBe(25);
        },
      ),
    );
  });
});

it.each([
  [0, 0],
  [1, 0],
  [25, 0],
  [26, 25],
  [148, 125],
])('of %i rows the last page of 25 begins at %i', (total, offset) => {
  expect(lastOffset(total, 25)).toBe(offset);
});
