import { FaultError } from '#lib/kernel/result.ts';
import { probeContract } from '#lib/indexes/index.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { faultyProxy } from '#lib/testing/platform/faulty-proxy.ts';
import { configuredUrl, prepare } from '../environment.ts';
import { openWorld } from '../open-world.ts';
import type { Reporting } from '../reporting.ts';
import { settle } from './generations.ts';

const mostDocuments = 2_000;
const probes = 5;

/** Embedded there are no requests: what is asked of the search side counts. */
function counting(search: Search, asked: () => void): Search {
  return new Proxy(search, {
    get: (of, name) => {
      // Whatever it is: it is handed on as it is.
      const value: unknown = Reflect.get(of, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        asked();
        return Reflect.apply(value, of, given);
      };
    },
  });
}

/**
 * What a look at the contract costs an environment whose aliases are wrong in several ways, at the
 * client of the search engine.
 */
export async function probePart({ documents, cleaning, says, table, fail }: Reporting) {
  const url = configuredUrl('OPENSEARCH_URL');
  const proxy = url === null ? null : await faultyProxy(url, () => 'passes');
  if (proxy !== null) cleaning.add('the proxy', () => proxy.close());
  const prepared = await prepare(1, true, cleaning);
  const variables = {
    ...prepared.variables,
    ...(proxy !== null && { OPENSEARCH_URL: proxy.url }),
  };
  const world = await openWorld({ ...prepared, variables }, cleaning);
  const [pipeline] = world.pipelines;
  if (pipeline === undefined) throw new Error('there is no pipeline');
  says(`Probes of the contract. Search: ${world.search.kind}.`);
  const first = await settle(world, 1, Math.min(documents, mostDocuments));
  const second = await settle(world, 2, Math.min(documents, mostDocuments));
  // One alias is missing, and one leads to the generation before and has lost its filter.
  const [missing, wrong] = pipeline.aliases.filter(({ filter }) => filter !== null);
  if (missing === undefined || wrong === undefined) throw new Error('no filtered aliases');
  const swapped = await world.search.swap({
    moves: [
      {
        alias: wrong.name,
        from: [second.generations[wrong.target] ?? ''],
        to: first.generations[wrong.target] ?? '',
        filter: null,
      },
    ],
    removals: [{ alias: missing.name, from: [second.generations[missing.target] ?? ''] }],
    removeIndexes: [],
  });
  if (!swapped.ok) throw new FaultError(swapped.fault);
  let calls = 0;
  const search = proxy === null ? counting(world.search, () => (calls += 1)) : world.search;
  const asked = (): number => proxy?.requests.length ?? calls;
  let requests = 0;
  for (let probe = 0; probe < probes; probe += 1) {
    const before = asked();
    const seen = await probeContract({ ...world, search }, pipeline);
    if (seen?.checks.filter(({ state }) => state !== 'matches').length !== 2)
      fail('The probe has not found what is wrong.');
    requests = Math.max(requests, asked() - before);
  }
  const of = proxy === null ? 'calls of the search side' : 'requests to the search engine';
  table([
    ['probe', of],
    ['of an environment, at most', String(requests)],
  ]);
  return { requests, engine: world.search.kind };
}
