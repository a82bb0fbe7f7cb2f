/** What services change of what readers have while a run builds is counted, and said. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { until } from '#lib/testing/platform/until.ts';
import { dropIndexes } from '#lib/testing/sync/real-world.ts';
import { startWorker } from '#lib/testing/sync/sync-world.ts';
import { pebbles, tinyBench, type TinyBench } from '#lib/testing/sync/tiny-engine.ts';
import type { TinyOptions } from '#lib/testing/sync/tiny-pipeline.ts';
import { showRun, type Run } from './index.ts';

let database: Database;
const cleaning: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await embeddedDatabase();
});
afterEach(async () => {
  for (const clean of cleaning.splice(0).reverse()) await clean();
});
afterAll(() => database.close());

/** What a service does to the documents that readers have. */
interface Service {
  write(id: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Past the search port, which lets nobody write to what readers have. */
function serviceInDatabase({ world, own }: TinyBench): Service {
  const table = async (): Promise<string> => {
    const [row] = await database.rows<{ number: number }>(
      'select index_number as number from search_alias where environment = $1 and name = $2',
      [world.environment.name, own('pebbles')],
    );
    return `search_document_${String(row?.number)}`;
  };
  return {
    async write(id) {
      await database.run(
        `insert into ${await table()} as d (id, source) values ($1, $2::jsonb)
         on conflict (id) do update set source = excluded.source, version = d.version + 1`,
        [id, JSON.stringify({ key: id, colour: 'green' })],
      );
    },
    async remove(id) {
      await database.run(`delete from ${await table()} where id = $1`, [id]);
    },
  };
}

function serviceOver(url: string, { own }: TinyBench): Service {
  const call = async (method: string, id: string, body?: object): Promise<void> => {
    const response = await fetch(`${url}/${own('pebbles')}/_doc/${id}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.ok).toBe(true);
  };
  return {
    write: (id) => call('PUT', id, { key: id, colour: 'green' }),
    remove: (id) => call('DELETE', id),
  };
}

/** A source that is held at the end of each reading but the first, until it is let go. */
function heldSource() {
  let readings = 0;
  let release: (() => void) | null = null;
  async function* source() {
    yield* pebbles(20);
    if (++readings > 1) await new Promise<void>((resolve) => (release = resolve));
  }
  return {
    source,
    untilHeld: () => until('the source to be held', () => Promise.resolve(release !== null)),
    release() {
      release?.();
      release = null;
    },
  };
}

const { OPENSEARCH_URL, OPENSEARCH13_URL, ELASTICSEARCH7_URL } = process.env;

interface Engine {
  readonly bench: TinyBench;
  readonly service: Service;
}

async function open(url: string | null, source: TinyOptions['pebbles']): Promise<Engine> {
  const search = url === null ? null : await openOpenSearch({ url });
  const bench = tinyBench(database, { pebbles: source }, search === null ? {} : { search });
  if (search !== null)
    cleaning.push(async () => {
      await dropIndexes(search, bench.own(''));
      await search.close();
    });
  cleaning.push(() => bench.stop());
  const service = url === null ? serviceInDatabase(bench) : serviceOver(url, bench);
  return { bench, service };
}

async function eventsOf({ world }: TinyBench, run: Run): Promise<readonly string[]> {
  const shown = await showRun(world, run.run);
  if (!shown.ok) throw new FaultError(shown.fault);
  return shown.value.events.map(({ level, says }) => `${level}: ${says}`);
}

describe.each([
  { name: 'in the database', url: null },
  { name: 'in OpenSearch (OPENSEARCH_URL)', url: OPENSEARCH_URL },
  { name: 'in OpenSearch 1.3 (OPENSEARCH13_URL)', url: OPENSEARCH13_URL },
  { name: 'in Elasticsearch 7.10 (ELASTICSEARCH7_URL)', url: ELASTICSEARCH7_URL },
])('$name', ({ url }) => {
  test.skipIf(url === undefined)(
    'counts from the start of the run, whoever drives it',
    async () => {
      const held = heldSource();
      const { bench, service } = await open(url ?? null, held.source);
      cleaning.push(async () => held.release());
      const first = await bench.ended(await bench.start());
      expect(first).toMatchObject({ state: 'settled', edits: { changed: 0, removed: 0 } });
      await service.write('p00000');

      const run = await bench.start();
      await held.untilHeld();
      await service.write('p00001');
      await service.write('p00001');
      await service.write('p00002');
      await service.write('added');
      await service.remove('p00003');
      await service.remove('p00004');
      // Another worker keeps what was recorded when the run began.
      const stopped = bench.stop();
      held.release();
      await stopped;
      await service.write('p00005');
      bench.restart();
      await until('the page to show it', async () => {
        const { edits } = await bench.runOf(run);
        return edits?.changed === 4 && edits.removed === 1 ? edits : null;
      });
      await held.untilHeld();
      held.release();
      const ended = await bench.ended(run);
      expect(ended).toMatchObject({ state: 'settled', edits: { changed: 4, removed: 1 } });
      expect(await eventsOf(bench, run)).toContainEqual(
        'warn: All 3 aliases are about to move in one request. Services have changed or added 4 ' +
          'documents and removed 1 document or more of what users read since the run began. The ' +
          'swap loses these changes.',
      );
    },
  );
});

test('it is not known where readers were moved to another index meanwhile', async () => {
  const held = heldSource();
  const { bench } = await open(null, held.source);
  cleaning.push(async () => held.release());
  await bench.ended(await bench.start());
  const run = await bench.start();
  await held.untilHeld();
  const { search } = bench.world;
  const alias = bench.own('pebbles');
  const from = (await search.aliases()).flatMap(({ name, index }) => (name === alias ? index : []));
  const elsewhere = bench.own('by_hand');
  const fields = { key: { type: 'text', keyword: true, fielddata: false } } as const;
  await search.create({ name: elsewhere, fields, keyField: 'key' });
  await search.swap({ moves: [{ alias, from, to: elsewhere, filter: null }], removeIndexes: [] });
  held.release();
  expect(await bench.ended(run)).toMatchObject({ state: 'settled', edits: null });
  expect(await eventsOf(bench, run)).toContainEqual(
    'warn: All 3 aliases are about to move in one request. How many documents services have ' +
      'changed since the run began is not known.',
  );
});

/** A run over what the first one made, with another search side. */
async function runWith(
  change: (search: Search, service: Service) => Partial<Search>,
): Promise<{ readonly run: Run; readonly events: readonly string[] }> {
  const { bench, service } = await open(null, () => pebbles(20));
  await bench.ended(await bench.start());
  await bench.stop();
  const { search } = bench.world;
  const worker = startWorker({
    ...bench.world,
    search: { ...search, ...change(search, service) },
  });
  cleaning.push(() => worker.stop());
  const run = await bench.ended(await bench.start());
  return { run, events: await eventsOf(bench, run) };
}

test('what is written in the moment of the swap is counted after it', async () => {
  const { run, events } = await runWith((search, service) => ({
    async swap(plan) {
      await service.write('p00001');
      return search.swap(plan);
    },
  }));
  expect(run).toMatchObject({ state: 'settled', edits: { changed: 1, removed: 0 } });
  expect(events).toContainEqual(
    'info: All 3 aliases are about to move in one request. Services have changed nothing of what ' +
      'users read since the run began.',
  );
  expect(events).toContainEqual(
    'warn: Services have changed or added 1 document of what users read while the run was ' +
      'building. The new generation does not have these changes.',
  );
});

test.each<readonly [string, (search: Search) => Partial<Search>]>([
  [
    'does not allow the question',
    () => ({
      markWrites: () => Promise.reject(new FaultError({ kind: 'forbidden', says: 'not allowed' })),
    }),
  ],
  ['has another index of the name', () => ({ changesSince: () => Promise.resolve(null) })],
  [
    'does not answer',
    () => ({
      changesSince: () => Promise.reject(new FaultError({ kind: 'unavailable', says: 'away' })),
    }),
  ],
])('it is not known where the engine %s, and the run settles', async (_, change) => {
  const { run, events } = await runWith(change);
  expect(run).toMatchObject({ state: 'settled', edits: null });
  expect(events).toContainEqual(
    'warn: All 3 aliases are about to move in one request. How many documents services have ' +
      'changed since the run began is not known.',
  );
});
