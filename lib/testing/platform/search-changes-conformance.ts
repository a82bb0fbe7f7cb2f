import { expect, it } from 'vitest';
import type { BulkWrite } from '#lib/platform/search/port.ts';
import { sampleFields } from './search-samples.ts';
import { create, faultKindOf, numbered, type SearchSuite } from './search-suite.ts';

const write = (id: string, personId: number): BulkWrite => ({
  op: 'index',
  id,
  source: { key: id, personId },
});

/** What every search side must do alike to say what was written since a moment. */
export function changesConformance(suite: SearchSuite): void {
  it('are none as long as nobody writes, and count documents, not writes', async () => {
    const { search } = suite;
    const name = await suite.filled(numbered(20));
    await search.bulk(name, [write('7000003', 1)]);
    const mark = await search.markWrites(name);
    expect(mark).toMatchObject({ index: name, documents: 20 });
    const kept = structuredClone(mark);
    expect(await search.changesSince(kept)).toEqual({ changed: 0, removed: 0 });

    await search.bulk(name, [write('7000003', 2), write('7000004', 2), write('new', 1)]);
    await search.bulk(name, [write('7000003', 3)]);
    // Not refreshed for readers, and counted all the same.
    expect(await search.changesSince(kept)).toEqual({ changed: 3, removed: 0 });
    const later = await search.markWrites(name);
    expect(later.documents).toBe(21);
    expect(await search.changesSince(later)).toEqual({ changed: 0, removed: 0 });
    expect(await search.changesSince(kept)).toEqual({ changed: 3, removed: 0 });
  });

  it('count a document once, whatever lists it holds', async () => {
    const { search } = suite;
    const name = await suite.filled(numbered(3));
    const mark = await search.markWrites(name);
    const hidden = [{ code: 'a' }, { code: 'b' }];
    await search.bulk(name, [create('listed', { key: 'listed', hidden })]);
    expect(await search.changesSince(mark)).toEqual({ changed: 1, removed: 0 });
  });

  it('are not known of an index that is gone, or another one of its name', async () => {
    const { search } = suite;
    const name = await suite.filled(numbered(2));
    const mark = await search.markWrites(name);
    await search.drop(name);
    expect(await search.changesSince(mark)).toBeNull();
    expect(await faultKindOf(search.markWrites(name))).toBe('not-found');
    await search.create({ name, fields: sampleFields, keyField: 'key' });
    expect(await search.changesSince(mark)).toBeNull();
  });

  it('are those of a concrete index alone', async () => {
    const { search } = suite;
    const name = await suite.filled(numbered(2));
    const alias = suite.named();
    await search.swap({
      moves: [{ alias, from: [], to: name, filter: null }],
      removeIndexes: [],
    });
    expect(await faultKindOf(search.markWrites(alias))).toBe('not-found');
  });
}
