import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import type { Document, Json } from '#lib/platform/search/port.ts';
import type { Both, Differences } from './comparison.ts';
import { compareKeys, keyOf } from './keys.ts';
import { mergeScans, type ScannedPage } from './merge-scans.ts';
import { Tally } from './tally.ts';

const rules = {
  fields: {
    number: { type: 'text', keyword: true, fielddata: false },
    name: { type: 'text', keyword: true, fielddata: false },
    body: { type: 'keyword' },
    known: { type: 'boolean' },
    day: { type: 'date', format: 'uuuu-MM-dd' },
  },
  plainFields: ['body', 'day', 'extra'],
} as const;

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const keyIn = ({ number }: Document): string | null => keyOf(number);

/** As both engines give them: those without a key first, then in the order of UTF-8 bytes. */
const inOrder = (documents: readonly Document[]): Document[] =>
  documents.toSorted((one, other) =>
    Buffer.compare(bytes(keyIn(one) ?? ''), bytes(keyIn(other) ?? '')),
  );

async function* inPages(
  documents: readonly Document[],
  size: number,
): AsyncGenerator<ScannedPage, void> {
  for (let at = 0; at < documents.length; at += size)
    yield documents.slice(at, at + size).map((source) => ({ source }));
}

async function differencesOf(
  a: readonly Document[],
  b: readonly Document[],
  sizes: Both<number>,
): Promise<Differences> {
  const tally = new Tally(rules);
  const scans = {
    a: { index: 'first', pages: inPages(a, sizes.a) },
    b: { index: 'second', pages: inPages(b, sizes.b) },
  };
  const signal = new AbortController().signal;
  let last: Both<number> = { a: 0, b: 0 };
  for await (const read of mergeScans(scans, 'number', tally, signal)) {
    expect(read.a >= last.a && read.b >= last.b).toBe(true);
    last = read;
  }
  expect(last).toEqual({ a: a.length, b: b.length });
  return tally.differences();
}

const isNone = (value: Json | undefined): boolean =>
  value === undefined || value === null || JSON.stringify(value) === '[]';
const text = (value: Json | undefined): string => (isNone(value) ? '' : JSON.stringify(value));

const firstOfEach = (documents: readonly Document[]): Map<string, Document> => {
  const found = new Map<string, Document>();
  for (const document of documents) {
    const key = keyIn(document);
    if (key !== null && !found.has(key)) found.set(key, document);
  }
  return found;
};

/** With everything in memory at once, and without any order. */
function naively(a: readonly Document[], b: readonly Document[]) {
  const [ones, others] = [firstOfEach(a), firstOfEach(b)];
  const names = [...new Set([...a, ...b].flatMap((one) => Object.keys(one)))];
  const pairs = [...ones].flatMap(([key, one]) => {
    const other = others.get(key);
    return other === undefined ? [] : [[one, other] as const];
  });
  const differing = (field: string) =>
    pairs.filter(([one, other]) => text(one[field]) !== text(other[field]));
  const changed = pairs.filter(([one, other]) =>
    names.some((field) => text(one[field]) !== text(other[field])),
  ).length;
  const counted = (documents: readonly Document[], of: (one: Document) => boolean): number =>
    documents.filter(of).length;
  const withKey = (documents: readonly Document[]): number =>
    counted(documents, (one) => keyIn(one) !== null);
  return {
    documents: { a: a.length, b: b.length },
    added: [...others.keys()].filter((key) => !ones.has(key)).length,
    removed: [...ones.keys()].filter((key) => !others.has(key)).length,
    changed,
    same: pairs.length - changed,
    withoutKey: { a: a.length - withKey(a), b: b.length - withKey(b) },
    repeated: { a: withKey(a) - ones.size, b: withKey(b) - others.size },
    fields: Object.fromEntries(
      names
        .filter((field) => [...a, ...b].some((one) => !isNone(one[field])))
        .map((field) => [
          field,
          {
            changed: differing(field).length,
            gained: differing(field).filter(([one]) => isNone(one[field])).length,
            lost: differing(field).filter(([, other]) => isNone(other[field])).length,
            empty: {
              a: counted(a, (one) => isNone(one[field])),
              b: counted(b, (one) => isNone(one[field])),
            },
          },
        ]),
    ),
  };
}

const valuesNaively = (documents: readonly Document[], field: string): Map<string, number> => {
  const found = new Map<string, number>();
  for (const document of documents) {
    const value = document[field];
    if (typeof value === 'string' || typeof value === 'boolean')
      found.set(String(value), (found.get(String(value)) ?? 0) + 1);
  }
  return found;
};

const absent = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 3 });
const document: fc.Arbitrary<Document> = fc
  .record({
    number: absent(
      fc.oneof(
        fc.integer({ min: 1, max: 12 }).map(String),
        fc.constantFrom('', '\u{1f600}', '\ufffd', 'x'.repeat(300), '\ud7ff', '\ue000'),
        fc.integer({ min: 1, max: 12 }),
        fc.constant(null),
      ),
    ),
    name: absent(fc.constantFrom('Ann', 'Bob')),
    body: absent(fc.constantFrom<Json>('1-A', '1-B', '1-C', null, [])),
    known: absent(fc.boolean()),
    day: absent(fc.constantFrom('2026-11-21', '2026-11-22')),
    extra: absent(fc.constantFrom<Json>({ a: 1, b: [2] }, { b: [2], a: 1 }, [{ a: 1 }], 3, '3')),
  })
  .map((given): Document =>
    // What JSON does not have is left out.
    Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      ),
    ),
  );
const population = fc.array(document, { maxLength: 25 }).map(inOrder);
const size = fc.integer({ min: 1, max: 9 });

// The names of an object are in one order here, as `text` compares them.
const settled = (documents: readonly Document[]): Document[] =>
  documents.map((one) =>
    typeof one['extra'] === 'object' && one['extra'] !== null && 'b' in one['extra']
      ? { ...one, extra: { a: 1, b: [2] } }
      : one,
  );

describe('two populations side by side', () => {
  it('are compared as if all of both were in memory, however they are paged', async () => {
    await fc.assert(
      fc.asyncProperty(population, population, size, size, async (a, b, sizeA, sizeB) => {
        const found = await differencesOf(a, b, { a: sizeA, b: sizeB });
        const { fields, ...counts } = naively(settled(a), settled(b));
        expect(found).toMatchObject(counts);
        expect(
          Object.fromEntries(
            found.fields.map(({ field, changed, gained, lost, empty }) => [
              field,
              { changed, gained, lost, empty },
            ]),
          ),
        ).toEqual(fields);
        for (const { field, values, nullRate, empty } of found.fields) {
          expect(values !== null).toBe(field === 'body' || field === 'known');
          expect(nullRate.a).toBe(a.length === 0 ? null : empty.a / a.length);
          for (const { value, documents } of values?.listed ?? []) {
            expect(documents.a).toBe(valuesNaively(a, field).get(value) ?? 0);
            expect(documents.b).toBe(valuesNaively(b, field).get(value) ?? 0);
          }
        }
        const differs = found.added + found.removed + found.changed > 0;
        if (differs) expect(found.state).toBe('different');
        if (found.state === 'equal')
          expect(counts.withoutKey.a + counts.repeated.a + counts.withoutKey.b).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('are equal to themselves, unless there is what cannot be told apart', async () => {
    await fc.assert(
      fc.asyncProperty(population, size, size, async (documents, sizeA, sizeB) => {
        const found = await differencesOf(documents, documents, { a: sizeA, b: sizeB });
        const isWhole = found.withoutKey.a + found.repeated.a === 0;
        expect(found.state).toBe(isWhole ? 'equal' : 'not-known');
        expect(found).toMatchObject({ added: 0, removed: 0, changed: 0, samples: [] });
      }),
    );
  });

  it('are in the order of UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Math.sign(Buffer.compare(bytes(a), bytes(b))));
      }),
    );
  });

  it('give no result where one does not come in the order of its numbers', async () => {
    const documents = [{ number: '2' }, { number: '1' }];
    const compared = differencesOf(documents, [], { a: 1, b: 1 });
    await expect(compared).rejects.toThrow(FaultError);
    await expect(compared).rejects.toThrow(/first do not come in the order/);
  });
});

describe('a stop', () => {
  it('is not held up by a page that does not come, and gives the scans back', async () => {
    const closed: string[] = [];
    const pages = async function* (name: string, never: Promise<ScannedPage>) {
      try {
        yield [{ source: { number: '1' } }];
        yield await never;
      } finally {
        closed.push(name);
      }
    };
    let come: (page: ScannedPage) => void = () => undefined;
    const never = new Promise<ScannedPage>((resolve) => (come = resolve));
    const stop = new AbortController();
    const merging = mergeScans(
      {
        a: { index: 'first', pages: pages('first', never) },
        b: { index: 'second', pages: pages('second', never) },
      },
      'number',
      new Tally(rules),
      stop.signal,
    );
    expect(await merging.next()).toEqual({ done: false, value: { a: 1, b: 1 } });
    const next = merging.next();
    stop.abort();
    await expect(next).rejects.toThrow('Nobody waits for it any more.');
    come([]);
    await expect.poll(() => closed).toEqual(['first', 'second']);
  });
});
