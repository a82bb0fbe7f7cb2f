/**
 * What every search side must do alike. Each implementation runs it with an index prefix of its
 * own.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  and,
  anyOfNested,
  differs,
  equals,
  isIn,
  missing,
  not,
  prefix,
  range,
  type Condition,
} from '#lib/platform/search/conditions.ts';
import type { BulkWrite, Document, Search } from '#lib/platform/search/port.ts';
import { satisfies } from './condition-oracle.ts';
import { aliasConformance } from './search-alias-conformance.ts';
import { changesConformance } from './search-changes-conformance.ts';
import { healthConformance } from './search-health-conformance.ts';
import { sampleCondition, sampleDocument, sampleFields } from './search-samples.ts';
import { create, faultKindOf, idsOf, numbered, searchSuite } from './search-suite.ts';

/**
 * `hasCompareAndSet`: of two concurrent swaps the engine itself refuses one (OpenSearch 1.3
 * cannot).
 */
export function searchConformance(
  open: () => Promise<Search>,
  engine: { readonly hasCompareAndSet: boolean } = { hasCompareAndSet: true },
): void {
  const suite = searchSuite(open);

  describe('writing', () => {
    it('creates an index once', async () => {
      const name = await suite.filled([]);
      expect(
        await faultKindOf(suite.search.create({ name, fields: sampleFields, keyField: 'key' })),
      ).toBe('conflict');
      expect(await suite.search.count(name)).toBe(0);
    });

    it('keeps a whole number of 64 bits that is text as it is', async () => {
      const name = await suite.filled([]);
      const ids = ['9007199254740993', '9223372036854775807', '-9223372036854775808'];
      const tooLarge = ['9223372036854775808', '-9223372036854775809'];
      const results = await suite.search.bulk(
        name,
        [...ids, ...tooLarge].map((personId, at) => create(`d${String(at)}`, { personId })),
      );
      expect(results.map(({ verdict }) => verdict)).toEqual([
        ...ids.map(() => 'written'),
        ...tooLarge.map(() => 'rejected'),
      ]);
      const found = await suite.search.get(name, ['d0', 'd1', 'd2']);
      expect(found.map(({ source }) => source['personId']).toSorted()).toEqual(ids.toSorted());
      await suite.search.settings(name, 'searchable');
      const beyond = range('personId', { gt: Number.MAX_SAFE_INTEGER });
      expect(await suite.search.count(name, beyond)).toBe(2);
    });

    it('returns a result for each write: written, stale, rejected', async () => {
      const name = await suite.filled(numbered(2));
      const [first, second] = await suite.search.get(name, ['7000000', '7000001']);
      const results = await suite.search.bulk(name, [
        create('7000000', { key: '7000000' }),
        create('7000002', { key: '7000002', day: '2025-01-01' }),
        create('7000003', { key: '7000003', day: '31/01/2025' }),
        create('7000004', { key: '7000004', day: '2025-02-30' }),
        create('7000005', { key: '7000005', personId: 'twelve' }),
        create('7000006', { key: '7000006', existsInGmc: 'perhaps' }),
        create('7000007', { key: '7000007', seenAt: '2025-01-01' }),
        create('7000008', { key: '7000008', hidden: 'secret' }),
        create('7000009', { key: '7000009', kind: 'x'.repeat(40_000) }),
        {
          op: 'replace',
          id: first?.id ?? '',
          source: { key: '7000000', personId: 77 },
          version: first?.version ?? { seqNo: 0, primaryTerm: 0 },
        },
        {
          op: 'replace',
          id: '7000044',
          source: { key: '7000044' },
          version: second?.version ?? { seqNo: 0, primaryTerm: 0 },
        },
        { op: 'index', id: '7000001', source: { key: '7000001', personId: 78 } },
        create('7000010', {
          key: '7000010',
          elsewhere: 'another service writes this',
          day: null,
          personId: [],
        }),
      ]);
      expect(results.map((result) => result.verdict)).toEqual([
        'stale',
        'written',
        'rejected',
        'rejected',
        'rejected',
        'rejected',
        'rejected',
        'rejected',
        'rejected',
        'written',
        'stale',
        'written',
        'written',
      ]);
      await suite.search.settings(name, 'searchable');
      expect(await idsOf(suite.search, name)).toEqual(['7000000', '7000001', '7000002', '7000010']);
    });

    it('says which field was refused and never what was in it', async () => {
      const name = await suite.filled([]);
      const bad: Document[] = [
        { key: 'secret-id', day: 'secret-day' },
        { key: 'secret-id', personId: 'secret-number' },
        { key: 'secret-id', existsInGmc: 'secret-flag' },
        { key: 'secret-id', hidden: 'secret-list' },
        { key: 'secret-id', kind: 'secret'.repeat(10_000) },
      ];
      const results = await suite.search.bulk(
        name,
        bad.map((source, at) => create(`secret-id-${String(at)}`, source)),
      );
      const reasons = results.map((result) => (result.verdict === 'rejected' ? result.reason : ''));
      expect(reasons.join(' ')).not.toMatch(/secret/);
      expect(
        reasons.map((reason, at) =>
          reason.includes(['day', 'personId', 'existsInGmc', 'hidden', 'kind'][at] ?? ''),
        ),
      ).toEqual(bad.map(() => true));
    });

    it('rejects an endless document and an empty or endless id', async () => {
      const name = await suite.filled([]);
      const results = await suite.search.bulk(name, [
        create('large', { key: 'large', notes: 'word '.repeat(220_000) }),
        create('', { key: '' }),
        create('i'.repeat(513), { key: 'long' }),
        create('fine', { key: 'fine', notes: 'word '.repeat(20_000) }),
      ]);
      expect(results.map((result) => result.verdict)).toEqual([
        'rejected',
        'rejected',
        'rejected',
        'written',
      ]);
    });

    it('takes one after the other when an id comes twice in a batch', async () => {
      const name = await suite.filled([]);
      const results = await suite.search.bulk(name, [
        create('1', { key: '1', personId: 1 }),
        create('1', { key: '1', personId: 2 }),
        { op: 'index', id: '1', source: { key: '1', personId: 3 } },
        { op: 'index', id: '2', source: { key: '2', personId: 4 } },
        create('2', { key: '2', personId: 5 }),
        { op: 'index', id: '1', source: { key: '1', personId: 6 } },
      ]);
      expect(results.map((result) => result.verdict)).toEqual([
        'written',
        'stale',
        'written',
        'written',
        'stale',
        'written',
      ]);
      const found = await suite.search.get(name, ['1', '2']);
      expect(
        found.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ source }) => source['personId']),
      ).toEqual([6, 4]);
    });

    it('reads acknowledged writes back, refreshed or not, with their version', async () => {
      const name = suite.named();
      await suite.search.create({ name, fields: sampleFields, keyField: 'key' });
      await suite.search.bulk(name, numbered(3));
      const [found, ...others] = await suite.search.get(name, ['7000001', 'nobody']);
      expect(others).toEqual([]);
      expect(found?.source).toEqual({ key: '7000001', personId: 1, existsInGmc: false });
      if (found === undefined) return;
      const replace = (personId: number): BulkWrite => ({
        op: 'replace',
        id: found.id,
        source: { key: found.id, personId },
        version: found.version,
      });
      expect(await suite.search.bulk(name, [replace(50)])).toEqual([{ verdict: 'written' }]);
      expect(await suite.search.bulk(name, [replace(51)])).toEqual([{ verdict: 'stale' }]);
      const [now] = await suite.search.get(name, [found.id]);
      expect(now?.source['personId']).toBe(50);
      expect(now?.version).not.toEqual(found.version);
    });

    it('lets exactly one of many concurrent replacements of a version through', async () => {
      const name = await suite.filled(numbered(1));
      const [found] = await suite.search.get(name, ['7000000']);
      const version = found?.version ?? { seqNo: 0, primaryTerm: 0 };
      const results = await Promise.all(
        Array.from({ length: 12 }, (_, at) =>
          suite.search.bulk(name, [
            { op: 'replace', id: '7000000', source: { key: '7000000', personId: at }, version },
          ]),
        ),
      );
      expect(results.flat().filter((result) => result.verdict === 'written')).toHaveLength(1);
      expect(results.flat().filter((result) => result.verdict === 'stale')).toHaveLength(11);
    });

    it('cuts what is too much for one request', async () => {
      const name = await suite.filled([]);
      const writes = Array.from({ length: 120 }, (_, at) =>
        create(String(at), { key: String(at), notes: `é${'word '.repeat(16_000)}` }),
      );
      const results = await suite.search.bulk(name, writes);
      expect(results.filter((result) => result.verdict === 'written')).toHaveLength(120);
    });

    it('keeps quotes, backslashes, line feeds and letters of every plane', async () => {
      const name = await suite.filled([]);
      const source = { key: 'k', notes: 'a\nb\r\t"c" \\n \\ \u2028 é 𝔘 {},', kind: '\\u0000' };
      await suite.search.bulk(name, [create('an id, "quoted" {x}\\', source)]);
      const [found] = await suite.search.get(name, ['an id, "quoted" {x}\\']);
      expect(found?.source).toEqual(source);
    });
  });

  describe('querying', () => {
    it('knows what differs (both missing, one missing, equal, different, other case)', async () => {
      const pairs: readonly [string, Document, boolean][] = [
        ['both-missing', {}, false],
        ['one-null', { tcsDesignatedBody: null }, false],
        ['a-missing', { designatedBody: '1-A' }, true],
        ['b-missing', { tcsDesignatedBody: '1-A' }, true],
        ['b-null', { tcsDesignatedBody: '1-A', designatedBody: null }, true],
        ['b-empty-list', { tcsDesignatedBody: '1-A', designatedBody: [] }, true],
        ['equal', { tcsDesignatedBody: '1-A', designatedBody: '1-A' }, false],
        ['equal-in-list', { tcsDesignatedBody: ['1-A'], designatedBody: '1-A' }, false],
        [
          'equal-in-other-order',
          { tcsDesignatedBody: ['1-B', '1-A'], designatedBody: ['1-A', '1-B', '1-A'] },
          false,
        ],
        ['different', { tcsDesignatedBody: '1-A', designatedBody: '1-B' }, true],
        ['other-case', { tcsDesignatedBody: '1-a', designatedBody: '1-A' }, true],
        ['empty-text', { tcsDesignatedBody: '' }, true],
      ];
      const name = await suite.filled(
        pairs.map(([id, source]) => create(id, { ...source, key: id })),
      );
      const expected = pairs.filter(([, , isDifferent]) => isDifferent).map(([id]) => id);
      expect(
        await idsOf(suite.search, name, differs('tcsDesignatedBody', 'designatedBody')),
      ).toEqual(expected.sort());
      expect(
        await suite.search.count(name, not(differs('tcsDesignatedBody', 'designatedBody'))),
      ).toBe(pairs.length - expected.length);
    });

    it('takes a field for missing when it is absent, null or an empty list', async () => {
      const name = await suite.filled([
        create('absent', { key: 'absent' }),
        create('null', {
          key: 'null',
          designatedBody: null,
          day: null,
          personId: null,
          existsInGmc: null,
          hidden: null,
        }),
        create('empty', {
          key: 'empty',
          designatedBody: [],
          day: [],
          personId: [],
          existsInGmc: [],
          hidden: [],
        }),
        create('here', {
          key: 'here',
          designatedBody: '',
          day: '2025-01-01',
          personId: 0,
          existsInGmc: false,
          hidden: [{}],
        }),
        create('long', {
          key: 'long',
          designatedBody: 'word '.repeat(100),
          day: '2025-01-01',
          personId: 0,
          existsInGmc: false,
          hidden: { code: 'x' },
        }),
      ]);
      for (const field of ['designatedBody', 'day', 'personId', 'existsInGmc', 'hidden']) {
        expect([field, await idsOf(suite.search, name, missing(field))]).toEqual([
          field,
          ['absent', 'empty', 'null'],
        ]);
      }
    });

    it('matches any object of a nested list, each by itself', async () => {
      const name = await suite.filled([
        create('1', {
          key: '1',
          hidden: [
            { code: 'A', rank: 1 },
            { code: 'B', rank: 2 },
          ],
        }),
        create('2', { key: '2', hidden: [{ code: 'A', rank: 2 }] }),
        create('3', { key: '3', hidden: { code: 'B', rank: 2 } }),
        create('4', { key: '4' }),
      ]);
      expect(
        await idsOf(
          suite.search,
          name,
          anyOfNested('hidden', and(equals('code', 'A'), equals('rank', 2))),
        ),
      ).toEqual(['2']);
      expect(
        await idsOf(suite.search, name, not(anyOfNested('hidden', equals('code', 'A')))),
      ).toEqual(['3', '4']);
      expect(await idsOf(suite.search, name, anyOfNested('hidden', prefix('code', 'b')))).toEqual([
        '1',
        '3',
      ]);
    });

    it('compares days, and a day with a moment', async () => {
      const name = await suite.filled([
        create('1', { key: '1', day: '2024-12-31', seenAt: '2024-12-31T23:59:59.999' }),
        create('2', { key: '2', day: '2025-01-01', seenAt: '2025-01-01T00:00:00.000' }),
        create('3', { key: '3', day: '2025-01-01', seenAt: '2025-01-01T23:59:59.999' }),
        create('4', { key: '4', day: '2025-01-02', seenAt: '2025-01-02T00:00:00.000' }),
      ]);
      for (const field of ['day', 'seenAt']) {
        expect(await idsOf(suite.search, name, range(field, { gte: '2025-01-01' }))).toEqual([
          '2',
          '3',
          '4',
        ]);
        expect(await idsOf(suite.search, name, range(field, { gt: '2025-01-01' }))).toEqual(['4']);
        expect(await idsOf(suite.search, name, range(field, { lte: '2025-01-01' }))).toEqual([
          '1',
          '2',
          '3',
        ]);
        expect(await idsOf(suite.search, name, range(field, { lt: '2025-01-01' }))).toEqual(['1']);
      }
      expect(
        await idsOf(
          suite.search,
          name,
          range('seenAt', { gt: '2025-01-01T00:00:00.000', lte: '2025-01-02' }),
        ),
      ).toEqual(['3', '4']);
    });

    it('compares whole values, by case, unless a prefix is given', async () => {
      const name = await suite.filled(
        ['1-AIIDR8', '1-aiidr8', '1-AIIDR8X', '1 AIIDR8', 'É1', 'é1'].map((kind, at) =>
          create(String(at), { key: String(at), kind, designatedBody: kind }),
        ),
      );
      for (const field of ['kind', 'designatedBody']) {
        expect(await idsOf(suite.search, name, equals(field, '1-AIIDR8'))).toEqual(['0']);
        expect(
          await idsOf(suite.search, name, isIn(field, ['1-aiidr8', '1 AIIDR8', 'nothing'])),
        ).toEqual(['1', '3']);
        expect(await idsOf(suite.search, name, prefix(field, '1-aiiDR8'))).toEqual(['0', '1', '2']);
        expect(await idsOf(suite.search, name, prefix(field, 'É'))).toEqual(['4']);
      }
    });

    it('finds one of many values in scalars and in lists, and only of their type', async () => {
      const kinds = ['a12', ['b', 'a3'], ['b'], 12, 'b', null, ['a7', 'a8']];
      const name = await suite.filled(
        kinds.map((kind, at) => create(String(at), { key: String(at), kind })),
      );
      const many = Array.from({ length: 20 }, (_, at) => `a${String(at)}`);
      expect(await idsOf(suite.search, name, isIn('kind', many))).toEqual(['0', '1', '6']);
      expect(await idsOf(suite.search, name, not(isIn('kind', many)))).toEqual([
        '2',
        '3',
        '4',
        '5',
      ]);
    });

    it('agrees with the oracle on any condition over any documents', async () => {
      const documents = fc.sample(sampleDocument, { numRuns: 80, seed: 20_261_121 });
      const keyed = documents.map((document, at) => ({
        id: String(at).padStart(3, '0'),
        source: { ...document, key: String(at).padStart(3, '0') },
      }));
      const name = await suite.filled(keyed.map(({ id, source }) => create(id, source)));
      await fc.assert(
        fc.asyncProperty(sampleCondition, async (condition) => {
          const expected = keyed
            .filter(({ source }) => satisfies(source, condition))
            .map(({ id }) => id);
          expect(await idsOf(suite.search, name, condition)).toEqual(expected);
          expect(await suite.search.count(name, condition)).toBe(expected.length);
        }),
        { numRuns: 150 },
      );
    });

    it('refuses what cannot be compared alike everywhere', async () => {
      const name = await suite.filled(numbered(1));
      const senseless: Condition[] = [
        equals('notes', 'word'),
        equals('personId', 'twelve'),
        equals('existsInGmc', 'yes'),
        equals('day', '2025-02-30'),
        range('day', { gte: 'yesterday' }),
        differs('notes', 'kind'),
        equals('hidden', 'x'),
        equals("kind' or true --", 'x'),
      ];
      for (const condition of senseless)
        expect(await faultKindOf(suite.search.count(name, condition))).toBe('invalid');
    });

    it('groups by value, most frequent first', async () => {
      const kinds = ['b', 'a', 'c', 'a', 'b', 'd'];
      const name = await suite.filled(
        kinds.map((kind, at) =>
          create(String(at), {
            key: String(at),
            kind,
            designatedBody: kind,
            existsInGmc: kind === 'a',
            personId: at % 2,
          }),
        ),
      );
      for (const field of ['kind', 'designatedBody']) {
        expect(await suite.search.group(name, field, { limit: 3 })).toEqual([
          { value: 'a', count: 2 },
          { value: 'b', count: 2 },
          { value: 'c', count: 1 },
        ]);
      }
      expect(
        await suite.search.group(name, 'kind', {
          limit: 10,
          condition: not(isIn('kind', ['a', 'b'])),
        }),
      ).toEqual([
        { value: 'c', count: 1 },
        { value: 'd', count: 1 },
      ]);
      expect(await suite.search.group(name, 'existsInGmc', { limit: 10 })).toEqual([
        { value: false, count: 4 },
        { value: true, count: 2 },
      ]);
      expect(await suite.search.group(name, 'personId', { limit: 1 })).toEqual([
        { value: 0, count: 3 },
      ]);
    });
  });

  describe('scanning', () => {
    it('reads everything once, in the order of the key, however it was written', async () => {
      const writes = numbered(2_345);
      const shuffled =
        fc.sample(fc.shuffledSubarray(writes, { minLength: writes.length }), {
          numRuns: 1,
          seed: 7,
        })[0] ?? [];
      const name = await suite.filled(shuffled);
      const expected = writes.map((write) => write.id);
      const ids: string[] = [];
      for await (const page of suite.search.scan(name, { size: 500 })) {
        expect(page.length).toBeLessThanOrEqual(500);
        ids.push(...page.map((found) => found.id));
      }
      expect(ids).toEqual(expected);
      const any: string[] = [];
      for await (const page of suite.search.scan(name, { order: 'any', size: 400 }))
        any.push(...page.map((found) => found.id));
      expect(any.sort()).toEqual(expected);
      expect(await idsOf(suite.search, name, range('personId', { gte: 2_300, lt: 2_303 }))).toEqual(
        ['7002300', '7002301', '7002302'],
      );
    });

    it('follows the key field where ids differ, and returns the requested fields', async () => {
      const keys = ['7000003', '7000001', '7000004', '7000002', '7000005'];
      const name = await suite.filled(
        keys.map((key, at) => create(`auto-${String(at)}`, { key, personId: at, kind: 'x' })),
      );
      const sources: Document[] = [];
      for await (const page of suite.search.scan(name, {
        size: 2,
        fields: ['key', 'kind', 'absent'],
      }))
        sources.push(...page.map((found) => found.source));
      expect(sources).toEqual(keys.toSorted().map((key) => ({ key, kind: 'x' })));
    });

    it('ends at once when the reader has had enough', async () => {
      const name = await suite.filled(numbered(30));
      for await (const page of suite.search.scan(name, { size: 10 })) {
        expect(page).toHaveLength(10);
        break;
      }
      expect(await suite.search.count(name)).toBe(30);
    });
  });

  describe('changes since a mark', () => changesConformance(suite));
  describe('health', () => healthConformance(suite));
  describe('aliases', () => aliasConformance(suite, engine));

  describe('maintenance', () => {
    it('drops an index that no alias points at, and only that', async () => {
      const alias = `${suite.named()}_held`;
      const [free, held] = [await suite.filled(numbered(1)), await suite.filled(numbered(1))];
      await suite.search.swap({
        moves: [{ alias, from: [], to: held, filter: null }],
        removeIndexes: [],
      });
      await suite.search.drop(free);
      await suite.search.drop(free);
      expect(await faultKindOf(suite.search.count(free))).toBe('not-found');
      expect(await faultKindOf(suite.search.drop(held))).toBe('precondition');
      expect(await faultKindOf(suite.search.drop(alias))).toBe('precondition');
      expect(await suite.search.count(alias)).toBe(1);
    });

    it('lists what is there', async () => {
      const name = await suite.filled(numbered(7));
      const [info, ...others] = await suite.search.indexes(`${name}*`);
      expect(others).toEqual([]);
      expect(info).toMatchObject({ name, documents: 7, health: 'green' });
      expect(Math.abs((info?.createdAt.getTime() ?? 0) - Date.now())).toBeLessThan(600_000);
      expect(info?.bytes).toBeGreaterThan(0);
      expect(await suite.search.indexes(`${name}_nothing*`)).toEqual([]);
    });

    it('distinguishes an unknown target from a failure', async () => {
      const name = `${suite.named()}_nowhere`;
      const scanned = async (): Promise<void> => {
        for await (const page of suite.search.scan(name)) expect(page).toEqual([]);
      };
      expect(await faultKindOf(suite.search.count(name))).toBe('not-found');
      expect(await faultKindOf(suite.search.count(name, equals('kind', 'a')))).toBe('not-found');
      expect(await faultKindOf(suite.search.bulk(name, [create('1', { key: '1' })]))).toBe(
        'not-found',
      );
      expect(await faultKindOf(suite.search.get(name, ['1']))).toBe('not-found');
      expect(await faultKindOf(suite.search.group(name, 'kind', { limit: 1 }))).toBe('not-found');
      expect(await faultKindOf(suite.search.settings(name, 'searchable'))).toBe('not-found');
      expect(await faultKindOf(scanned())).toBe('not-found');
      expect(await suite.search.indexes(name)).toEqual([]);
    });

    it('finds nothing to write to after an index has been dropped and made again', async () => {
      const name = await suite.filled(numbered(3));
      await suite.search.drop(name);
      expect(await faultKindOf(suite.search.bulk(name, numbered(1)))).toBe('not-found');
      await suite.search.create({ name, fields: sampleFields, keyField: 'key' });
      expect(await suite.search.bulk(name, numbered(1))).toEqual([{ verdict: 'written' }]);
      await suite.search.settings(name, 'searchable');
      expect(await suite.search.count(name)).toBe(1);
    });

    it('goes back to filling and forward again', async () => {
      const name = await suite.filled(numbered(2));
      await suite.search.settings(name, 'filling');
      await suite.search.bulk(name, numbered(2, 10));
      await suite.search.settings(name, 'searchable');
      expect(await suite.search.count(name)).toBe(4);
    });

    it('reports that every copy is assigned, and waits for none that cannot be', async () => {
      const name = await suite.filled(numbered(2));
      const startedAt = performance.now();
      expect(await suite.search.settings(name, 'searchable')).toEqual({ copies: 'complete' });
      expect(await suite.search.settings(name, 'filling')).toEqual({ copies: 'complete' });
      expect(await suite.search.settings(name, 'searchable')).toEqual({ copies: 'complete' });
      expect(performance.now() - startedAt).toBeLessThan(60_000);
      expect((await suite.search.indexes(name))[0]?.health).toBe('green');
    });

    it('says its version', async () => {
      expect((await suite.search.ping()).version).toMatch(/^\d+\.\d+/);
    });
  });
}
