import { connect, defaultRetries, type OpenSearchOptions } from './client.ts';
import {
  applySettings,
  createIndex,
  dropIndex,
  listIndexes,
  readVersion,
  usualCopiesWithinMs,
} from './admin.ts';
import { bulkTo } from './bulk.ts';
import { changesIn, markIn } from './changes.ts';
import { describeIndexes } from './describe.ts';
import { readHealth } from './health.ts';
import { cacheMappings } from './mappings.ts';
import { countIn, countsIn, getFrom, groupIn, scanIn, type EngineContext } from './read.ts';
import { listAliases, listSealed, swapIn, swapTextOf } from './swap.ts';
import type { Search } from '../port.ts';

export type { OpenSearchOptions } from './client.ts';

/** OpenSearch 1.3 to 3.x, and Elasticsearch 7.10. Nothing is sent before the first call. */
export async function openOpenSearch(options: OpenSearchOptions): Promise<Search> {
  const connection = await connect(options);
  const { reads, writes } = options.retries ?? defaultRetries;
  const mappings = cacheMappings(connection, reads);
  const reading: EngineContext = { connection, policy: reads, mappings };
  const writing: EngineContext = { connection, policy: writes, mappings };
  return {
    kind: 'opensearch',
    create: (spec) => createIndex(writing, spec),
    bulk: bulkTo(connection, writes),
    count: countIn(reading),
    counts: countsIn(reading),
    markWrites: markIn(reading),
    changesSince: changesIn(reading),
    get: getFrom(writing),
    scan: scanIn(writing),
    group: groupIn(reading),
    aliases: () => listAliases(reading),
    indexes: (pattern = '*', { isCounted } = { isCounted: true }) =>
      listIndexes(reading, pattern, isCounted),
    swap: swapIn(writing),
    sealed: (indexes) => listSealed(reading, indexes),
    swapText: (plan) => swapTextOf(reading, plan),
    settings: (index, mode) =>
      applySettings(writing, index, mode, options.copiesWithinMs ?? usualCopiesWithinMs),
    drop: (index) => dropIndex(writing, index),
    ping: async () => ({ version: await readVersion(connection) }),
    health: () => readHealth(connection),
    describe: (names) => describeIndexes(reading, names),
    close: () => connection.close(),
  };
}
