/** What a page says while PostgreSQL is stopped, and once it runs again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresDatabase, uniqueName } from '#lib/testing/platform/databases.ts';
import {
  beginOverHttp,
  buildOnce,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';
import { stoppable } from '#lib/testing/platform/stoppable-server.ts';
import { until } from '#lib/testing/platform/until.ts';

const url = process.env.DATABASE_URL;
const minutes = 60_000;
const waits = 'The console waits for its database';

describe.skipIf(url === undefined)('while PostgreSQL restarts (DATABASE_URL)', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: Awaited<ReturnType<typeof postgresDatabase>>;
  let server: Awaited<ReturnType<typeof stoppable>>;
  // Of this console alone, with all that the owner of the schema may.
  const role = uniqueName('r');
  let running: RunningConsole;
  let cookie: string;

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    database = await postgresDatabase(url ?? '');
    server = await stoppable(url ?? '');
    server.url.searchParams.set('options', `-c search_path=${database.schema}`);
    const [owner] = await database.rows<{ name: string }>('select current_user as name');
    await database.script(
      `create role ${role} login password '${role}' in role "${owner?.name ?? ''}"`,
    );
    server.url.username = role;
    server.url.password = role;
    running = await startConsole({
      DATA_DIR: folder.folder,
      SYNTHETIC_TRAINEES: '50',
      DATABASE_URL: server.url.href,
    });
    cookie = await beginOverHttp(running.address, running.account);
  }, 6 * minutes);
  afterAll(async () => {
    await running.stop();
    await server.stop();
    await database.script(`drop role ${role}`);
    await database.close();
    await folder.remove();
  }, minutes);

  const page = async (path: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${running.address}${path}`, { headers: { cookie } }).catch(
      (cause: unknown) => {
        throw new Error(`${path} has no answer: ${running.output()}`, { cause });
      },
    );
    return { status: response.status, text: await response.text() };
  };
  const isReady = async (): Promise<boolean> =>
    (await fetch(`${running.address}/api/health/ready`)).status === 200;
  const pages = ['/', '/sync', '/sync/local-1', '/indexes', '/account', '/sign-in'];

  it(
    'pages wait and say so, and open once it answers',
    async () => {
      expect((await page('/sync')).text).not.toContain(waits);
      await server.stop();
      for (const path of pages) {
        const { status, text } = await page(path);
        expect([path, status, text.includes(waits)]).toEqual([path, 200, true]);
      }
      await server.start();
      await until('the console is ready', isReady);
      const { status, text } = await page('/sync');
      expect([status, text.includes(waits), text.includes('No sync has been started yet')]).toEqual(
        [200, false, true],
      );
    },
    3 * minutes,
  );

  it(
    'a database that falls silent is said to be away, too',
    async () => {
      server.freeze();
      const read = page('/api/sync/runs');
      const { status, text } = await page('/sync');
      expect([status, text.includes(waits)]).toEqual([200, true]);
      // An open page asks for what is new, and has words no later than a page that is opened.
      const answer = await Promise.race([read, page('/sync').then(() => page('/sync'))]);
      expect(answer).toMatchObject({ status: 503 });
      expect(answer.text).toContain('does not answer');
      await server.stop();
      await server.start();
    },
    3 * minutes,
  );

  it(
    'a database that came back read-only is not ready, until it takes changes again',
    async () => {
      const comesBack = async (isReadOnly: boolean) => {
        await database.script(
          `alter role ${role} set default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`,
        );
        await server.stop();
        await server.start();
      };
      await until('the console is ready', isReady);
      await comesBack(true);
      // It answers queries all the time.
      await until('it is found out', async () => !(await isReady()));
      const response = await fetch(`${running.address}/api/health/ready`);
      expect(await response.text()).toContain(
        '{"state":"not ready","parts":[{"part":"database","state":"down"}',
      );
      await comesBack(false);
      await until('the console is ready', isReady);
    },
    3 * minutes,
  );
});
