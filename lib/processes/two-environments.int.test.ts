/**
 * Two environments of one file over one database and one virtual host; web and workers in processes
 * of their own, a worker for each environment.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { localToken } from '#lib/platform/process/data-folder.ts';
import { openOpenSearch } from '#lib/platform/search/opensearch/search.ts';
import type { Search } from '#lib/platform/search/port.ts';
import { documented } from '#lib/sync/index.ts';
import { postgresDatabase } from '#lib/testing/platform/databases.ts';
import { until } from '#lib/testing/platform/until.ts';
import { ownVirtualHost } from '#lib/testing/platform/virtual-host.ts';
import {
  buildOnce,
  startProcess,
  temporaryFolder,
} from '#lib/testing/processes/running-console.ts';
import { expectDocuments, expectSettled } from '#lib/testing/sync/expect-documents.ts';
import { dropIndexes } from '#lib/testing/sync/real-world.ts';

const {
  DATABASE_URL: databaseUrl = '',
  AMQP_URL: amqpUrl = '',
  RABBITMQ_MANAGEMENT_URL: managementUrl = '',
  OPENSEARCH_URL: northUrl = '',
  OPENSEARCH13_URL: southUrl = '',
} = process.env;
const isThere = [databaseUrl, amqpUrl, managementUrl, northUrl, southUrl].every(
  (one) => one !== '',
);
const minutes = 60_000;

const populations = {
  north: { trainees: 700, seed: 31 },
  south: { trainees: 500, seed: 32 },
} as const;
type Name = keyof typeof populations;

const environmentOf = (name: Name): string => `
  - name: ${name}
    amqpUrl: \${BROKER_URL}
    opensearchUrl: \${${name.toUpperCase()}_SEARCH_URL}
    syntheticTrainees: ${populations[name].trainees}
    syntheticSeed: ${populations[name].seed}`;
const config = `environments:${environmentOf('north')}${environmentOf('south')}\n`;

const Started = z.object({ run: z.string(), environment: z.string() });
const Shown = z.object({
  run: z.object({
    state: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    asOf: z.string(),
    fault: z.unknown(),
    stages: z.array(
      z.object({ sent: z.number().nullable(), received: z.number().nullable() }).loose(),
    ),
  }),
});
type ShownRun = z.infer<typeof Shown>['run'];

describe.skipIf(!isThere)(
  'two environments of one file, processes apart (DATABASE_URL, AMQP_URL, ' +
    'RABBITMQ_MANAGEMENT_URL, OPENSEARCH_URL, OPENSEARCH13_URL)',
  () => {
    const cleaning: (() => Promise<unknown>)[] = [];
    const searches = new Map<Name, Search>();
    let folder: string;
    let variables: Readonly<Record<string, string>>;
    let address: string;
    let bearer: Record<string, string>;

    const start = async (
      program: 'web' | 'worker',
      more: Readonly<Record<string, string>> = {},
    ): Promise<void> => {
      const started = await startProcess(program, { ...variables, ...more });
      cleaning.push(() => started.stop());
    };
    /** A worker beside another one wants a folder of its own for its pulse. */
    const startWorkerOf = async (name: Name): Promise<void> => {
      const TMPDIR = path.join(folder, `worker-of-${name}`);
      await mkdir(TMPDIR, { recursive: true });
      await start('worker', { TMPDIR, WORKER_ENVIRONMENTS: name, WORKER_METRICS_PORT: '0' });
    };

    beforeAll(async () => {
      buildOnce();
      const own = await temporaryFolder();
      cleaning.push(() => own.remove());
      folder = path.dirname(own.folder);
      const file = path.join(folder, 'console.yaml');
      await writeFile(file, config);
      const database = await postgresDatabase(databaseUrl);
      cleaning.push(() => database.close());
      const virtualHost = await ownVirtualHost(amqpUrl, managementUrl);
      cleaning.push(() => virtualHost.drop());
      for (const [name, url] of [
        ['north', northUrl],
        ['south', southUrl],
      ] as const) {
        const search = await openOpenSearch({ url });
        searches.set(name, search);
        cleaning.push(async () => {
          for (const { base } of documented('reval.exchange').indexes)
            await dropIndexes(search, base);
          await search.close();
        });
      }
      const ownDatabase = new URL(databaseUrl);
      ownDatabase.searchParams.set('options', `-c search_path=${database.schema}`);
      variables = {
        CONSOLE_CONFIG: file,
        DATA_DIR: own.folder,
        DATABASE_URL: ownDatabase.href,
        BROKER_URL: virtualHost.url,
        NORTH_SEARCH_URL: northUrl,
        SOUTH_SEARCH_URL: southUrl,
      };
      await start('web');
      address = (await readFile(path.join(own.folder, 'address'), 'utf8')).trim();
      bearer = { authorization: `Bearer ${await localToken(own.folder)}` };
    }, 6 * minutes);
    afterAll(async () => {
      for (const clean of cleaning.reverse()) await clean();
    });

    const startSync = async (name: Name): Promise<string> => {
      const response = await fetch(`${address}/api/v1/sync/start`, {
        method: 'POST',
        headers: { ...bearer, 'content-type': 'application/json' },
        body: JSON.stringify({ environment: name, pipeline: 'documented', reason: 'test' }),
      });
      return Started.parse(await response.json()).run;
    };
    const show = async (run: string): Promise<ShownRun> => {
      const response = await fetch(`${address}/api/sync/run/${run}`, { headers: bearer });
      return Shown.parse(await response.json()).run;
    };
    const ended = (run: string): Promise<ShownRun> =>
      until(`${run} to end`, async () => {
        const shown = await show(run);
        return shown.endedAt !== null && shown;
      });
    /** Its own people alone, in its own cluster. */
    const verify = async (name: Name, run: ShownRun): Promise<void> => {
      expectSettled(run, populations[name]);
      const search = searches.get(name);
      if (search === undefined) throw new Error(`no cluster of ${name}`);
      await expectDocuments(search, '', populations[name], run.asOf);
    };

    it('each by its own worker alone, each with its own people', async () => {
      await startWorkerOf('north');
      const [south, north] = [await startSync('south'), await startSync('north')];
      expect([north, south]).toEqual(['north-1', 'south-1']);
      expect((await ended(north)).state).toBe('settled');
      expect(await show(south)).toMatchObject({ state: 'queued', startedAt: null });

      // From here on both at once.
      const again = await startSync('north');
      await startWorkerOf('south');
      const [ofNorth, ofSouth] = await Promise.all([ended(again), ended(south)]);
      await verify('north', ofNorth);
      await verify('south', ofSouth);
    });
  },
);
