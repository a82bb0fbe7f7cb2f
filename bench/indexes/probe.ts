import { setTimeout as delay } from 'node:timers/promises';
import { FaultError } from '#lib/kernel/result.ts';
import { probeContract } from '#lib/indexes/index.ts';
import type { EnvironmentWorld } from '#lib/processes/compose.ts';
import { contractMonitorTask } from '#lib/processes/tasks/contract-monitor.ts';
import type { Pipeline } from '#lib/sync/index.ts';
import type { Condition } from '#lib/platform/search/conditions.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { faultyProxy } from '#lib/testing/platform/faulty-proxy.ts';
import { until } from '#lib/testing/platform/until.ts';
import { configuredUrl, prepare } from '../environment.ts';
import { openWorld } from '../open-world.ts';
import type { Reporting } from '../reporting.ts';
import { settle, type Settled } from './generations.ts';

const mostDocuments = 2_000;
const probes = 5;
const requestsAtMost = 6;
const probeEverySeconds = 5;
/** Beyond the interval. */
const noticedWithinSeconds = 5;
const times = 6;

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

/** Until the monitor has recorded whether an alias is as the contract says. */
async function untilRecorded(
  { database, environment }: EnvironmentWorld,
  alias: string,
  isRight: boolean,
): Promise<void> {
  await until(`the state of ${alias} to be recorded`, async () => {
    const rows = await database.rows(
      `select 1 from alias_observation where environment = $1 and alias = $2
         and ended_at is null and (state = 'matches') = $3`,
      [environment.name, alias, isRight],
    );
    return rows.length > 0;
  });
}

interface Noticed {
  readonly deletedMaxMs: number;
  readonly filterMaxMs: number;
}

/**
 * How long after an alias was deleted, or has lost its filter, the background task has recorded it,
 * at moments that lie differently between two looks.
 */
async function notice(
  world: EnvironmentWorld,
  pipeline: Pipeline,
  generations: Settled['generations'],
): Promise<Noticed> {
  const alias = pipeline.aliases.find(({ filter }) => filter !== null);
  if (alias === undefined) throw new Error('no filtered alias');
  const index = generations[alias.target] ?? '';
  const change = async (filter: Condition | null | 'deleted'): Promise<void> => {
    const led = (await world.search.aliases()).some(({ name }) => name === alias.name);
    const from = led ? [index] : [];
    const swapped = await world.search.swap(
      filter === 'deleted'
        ? { moves: [], removals: [{ alias: alias.name, from }], removeIndexes: [] }
        : { moves: [{ alias: alias.name, from, to: index, filter }], removeIndexes: [] },
    );
    if (!swapped.ok) throw new FaultError(swapped.fault);
  };
  const stopping = new AbortController();
  const monitor = contractMonitorTask(world).start(stopping.signal, () => undefined);
  const longest = async (wrong: null | 'deleted'): Promise<number> => {
    let maxMs = 0;
    for (let time = 0; time < times; time += 1) {
      await change(alias.filter);
      await untilRecorded(world, alias.name, true);
      await delay((time / times) * probeEverySeconds * 1_000);
      await change(wrong);
      const from = performance.now();
      await untilRecorded(world, alias.name, false);
      maxMs = Math.max(maxMs, performance.now() - from);
    }
    return Math.round(maxMs);
  };
  try {
    return { deletedMaxMs: await longest('deleted'), filterMaxMs: await longest(null) };
  } finally {
    stopping.abort();
    await monitor;
  }
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
    CONTRACT_PROBE_SECONDS: String(probeEverySeconds),
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
  if (requests > requestsAtMost) fail(`A probe took ${String(requests)} requests.`);
  const noticed = await notice(world, pipeline, second.generations);
  const limitMs = (probeEverySeconds + noticedWithinSeconds) * 1_000;
  if (Math.max(noticed.deletedMaxMs, noticed.filterMaxMs) > limitMs)
    fail('What was wrong was noticed too late.');
  const of = proxy === null ? 'calls of the search side' : 'requests to the search engine';
  const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
  table([
    ['probe', 'at most'],
    [`${of} for an environment`, String(requests)],
    [
      `s until a deleted alias is recorded, every ${probeEverySeconds} s`,
      seconds(noticed.deletedMaxMs),
    ],
    [
      `s until a lost filter is recorded, every ${probeEverySeconds} s`,
      seconds(noticed.filterMaxMs),
    ],
  ]);
  return { requests, engine: world.search.kind, ...noticed };
}
