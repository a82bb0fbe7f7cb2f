import { expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import type { Part } from '#lib/platform/search/engine-health.ts';
import type { SearchSuite } from './search-suite.ts';

/** What every search side must do alike to say how it is, and how its indexes are made. */
export function healthConformance(suite: SearchSuite): void {
  it('says how it is, and leaves out only what it does not have', async () => {
    const name = await suite.filled([]);
    const health = await suite.search.health();
    const parts: Readonly<Record<string, Part<unknown>>> = { ...health };
    for (const [name, part] of Object.entries(parts))
      expect([name, part === null || part.ok]).toEqual([name, true]);
    const { version, indexes, storedBytes, limits } = health;
    if (!version?.ok || !indexes?.ok || !storedBytes?.ok || !limits?.ok)
      throw new FaultError({ kind: 'unavailable', says: 'what all have is missing' });
    expect(version.value.engine).toMatch(/^(?:OpenSearch|Elasticsearch|PostgreSQL)$/);
    expect(version.value.version).toMatch(/^\d+\./);
    expect(version.value.version).toBe((await suite.search.ping()).version);
    expect(indexes.value.total).toBeGreaterThan(0);
    expect(storedBytes.value).toBeGreaterThan(0);
    expect(limits.value.isReadOnly).toBe(false);
    // Tables have no nodes; engines have at least one, and say what it has counted.
    const isDatabase = suite.search.kind === 'database';
    const { cluster, nodes, blocks, plugins, work } = health;
    expect([cluster, nodes, blocks, plugins, work].includes(null)).toBe(isDatabase);
    if (isDatabase) expect(limits.value.watermarks).toBeNull();
    if (isDatabase || !nodes?.ok || !cluster?.ok || !work?.ok) return;
    expect(work.value.find((index) => index.name === name)).toMatchObject({ mergesNow: 0 });
    expect(cluster.value.dataNodes).toBeGreaterThan(0);
    expect(nodes.value.silent).toBe(0);
    const [node] = nodes.value.nodes;
    expect(node?.heapPercent).toBeGreaterThan(0);
    expect(node?.upMs).toBeGreaterThan(0);
    expect(node?.disk?.totalBytes).toBeGreaterThan(node?.disk?.availableBytes ?? Infinity);
    expect(node?.refreshes.times).toBeGreaterThan(0);
  });

  it('says how an index was made, of all that are there', async () => {
    const name = await suite.filled([]);
    const alias = suite.named();
    const moves = [{ alias, from: [], to: name, filter: null }];
    expect(await suite.search.swap({ moves, removeIndexes: [] })).toMatchObject({ ok: true });
    const found = await suite.search.describe([name, alias, suite.named()]);
    expect([...found.keys()]).toEqual([name]);
    const described = found.get(name);
    expect(described?.fields).toMatchObject({
      key: { type: 'text', keyword: true, fielddata: true },
      notes: { type: 'text', keyword: false, fielddata: false },
      day: { type: 'date', format: 'uuuu-MM-dd' },
      existsInGmc: { type: 'boolean' },
      personId: { type: 'long' },
      hidden: { type: 'nested' },
      'hidden.rank': { type: 'long' },
    });
    expect(described?.fieldCount).toBeGreaterThanOrEqual(
      Object.keys(described?.fields ?? {}).length,
    );
    if (suite.search.kind === 'database') {
      expect(described?.settings).toBeNull();
      return;
    }
    expect(described?.settings).toMatchObject({
      refreshInterval: null,
      autoExpand: '0-1',
      blocks: [],
      fieldLimit: null,
    });
    await suite.search.settings(name, 'filling');
    expect((await suite.search.describe([name])).get(name)?.settings).toMatchObject({
      refreshInterval: '-1',
      replicas: 0,
      autoExpand: null,
    });
    expect(await suite.search.describe([])).toEqual(new Map());
  });
}
