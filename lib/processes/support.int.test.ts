/** The support page of a whole console: who reads it, and what is left of it without a database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { postgresDatabase } from '#lib/testing/platform/databases.ts';
import { stoppable } from '#lib/testing/platform/stoppable-server.ts';
import { until } from '#lib/testing/platform/until.ts';
import {
  beginOverHttp,
  buildOnce,
  signInOverHttp,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const minutes = 60_000;
const forms = ['/support.json', '/support/feed.atom', '/support/feed.json'] as const;

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly type: string | null;
  readonly text: string;
}

const asking =
  (running: () => RunningConsole) =>
  async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const response = await fetch(running().address + path, { headers, redirect: 'manual' });
    return {
      status: response.status,
      location: response.headers.get('location'),
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };

/** Those of requests so far, without what background tasks ask. */
async function statements({ address }: RunningConsole): Promise<number> {
  const measures = await (await fetch(`${address}/api/metrics`)).text();
  const valueOf = (name: string): number =>
    Number(new RegExp(`^${name} (\\d+)`, 'm').exec(measures)?.[1]);
  return (
    valueOf('console_sql_statements_total') - valueOf('console_sql_background_statements_total')
  );
}

describe('who reads the support page', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  const variables = () => ({
    DATA_DIR: folder.folder,
    FIRST_RUN: 'off',
    SYNTHETIC_TRAINEES: '1',
  });
  const get = asking(() => running);
  let made: RunningConsole['account'];
  let cookie: string;

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    running = await startConsole(variables());
    made = running.account;
    cookie = await beginOverHttp(running.address, made);
  }, 6 * minutes);
  afterAll(async () => {
    await running.stop();
    await folder.remove();
  }, minutes);

  it('nobody who is not signed in, and all who are', async () => {
    expect(await get('/support')).toMatchObject({
      status: 307,
      // A matcher, where a text is expected.
      location: expect.stringMatching(/\/sign-in\?to=%2Fsupport$/) as string,
    });
    for (const form of forms) expect([form, (await get(form)).status]).toEqual([form, 401]);
    const shown = { authorization: 'Bearer made-up', cookie };
    for (const form of forms) expect([form, (await get(form, shown)).status]).toEqual([form, 401]);
    await until('it was read', async () => (await get('/support', { cookie })).status === 200);
    const page = await get('/support', { cookie });
    expect(page.type).toBe('text/html; charset=utf-8');
    expect(page.text).toContain('TIS service status');
    expect(page.text).not.toContain('/_next/');
    for (const form of forms)
      expect([form, (await get(form, { cookie })).status]).toEqual([form, 200]);
    expect((await get('/support?environment=nowhere', { cookie })).status).toBe(404);
  });

  it('whose password was made for them chooses one of their own first', async () => {
    const email = 'new@example.org';
    const added = await fetch(`${running.address}/api/v1/people/add`, {
      method: 'POST',
      headers: { cookie, origin: running.address, 'content-type': 'application/json' },
      body: JSON.stringify({ email, role: 'viewer' }),
    });
    const { password } = z.object({ password: z.string() }).parse(await added.json());
    const theirs = (await signInOverHttp(running.address, { email, password })) ?? '';
    expect((await get('/support', { cookie: theirs })).location).toMatch(/\/choose-password/);
    expect((await get('/support.json', { cookie: theirs })).status).toBe(403);
  });

  it('takes no form, and tells nothing of them to other pages', async () => {
    const sent = await fetch(`${running.address}/support`, {
      method: 'POST',
      headers: { cookie, origin: running.address },
    });
    expect(sent.status).toBe(405);
    const { headers } = await fetch(`${running.address}/support`, { headers: { cookie } });
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha/);
  });

  it(
    'everyone where it is public, without a statement, and those of a network where one is named',
    async () => {
      await running.stop();
      running = await startConsole({ ...variables(), SUPPORT_PUBLIC: '1' });
      // What the process before it has kept.
      const first = await get('/support');
      expect(first.status).toBe(200);
      const before = await statements(running);
      for (const path of ['/support', ...forms]) expect((await get(path)).status).toBe(200);
      expect((await statements(running)) - before).toBe(0);
      expect(Buffer.byteLength(first.text)).toBeLessThan(30_000);
      await running.stop();
      running = await startConsole({
        ...variables(),
        SUPPORT_ALLOW: '192.0.2.0/24',
        TRUSTED_PROXIES: '1',
      });
      const from = (address: string) => get('/support', { 'x-forwarded-for': address });
      expect((await from('192.0.2.9')).status).toBe(200);
      expect((await from('192.0.3.9')).status).toBe(307);
    },
    3 * minutes,
  );
});

const url = process.env.DATABASE_URL;

describe.skipIf(url === undefined)('the support page without its database (DATABASE_URL)', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: Awaited<ReturnType<typeof postgresDatabase>>;
  let server: Awaited<ReturnType<typeof stoppable>>;
  let running: RunningConsole;
  let cookie: string;
  const get = asking(() => running);

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    database = await postgresDatabase(url ?? '');
    server = await stoppable(url ?? '');
    server.url.searchParams.set('options', `-c search_path=${database.schema}`);
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
    await database.close();
    await folder.remove();
  }, minutes);

  it(
    'is served all the same, with when it was read, and then calls nothing working',
    async () => {
      await until('it was read', async () => (await get('/support', { cookie })).status === 200);
      await server.stop();
      const page = await get('/support', { cookie });
      expect(page.status).toBe(200);
      expect(page.text).toContain('Checked today at ');
      for (const form of forms)
        expect([form, (await get(form, { cookie })).status]).toEqual([form, 200]);
      // A session is known by its seal alone, and a made-up one has none.
      const [name = ''] = cookie.split('=');
      expect((await get('/support', { cookie: `${name}=made-up` })).status).toBe(307);
      await until(
        'it says that it is old',
        async () => (await get('/support', { cookie })).text.includes('could not be renewed since'),
        2 * minutes,
      );
      const old = await get('/support', { cookie });
      expect(old.text).not.toContain('class="state working"');
      await server.start();
      await until('it is renewed', async () => {
        const { text } = await get('/support', { cookie });
        return !text.includes('could not be renewed since');
      });
    },
    4 * minutes,
  );
});
