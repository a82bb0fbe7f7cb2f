import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { localToken } from '#lib/platform/process/data-folder.ts';
import { until } from '#lib/testing/platform/until.ts';
import {
  beginOverHttp,
  buildOnce,
  configBeside,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const minutes = 60_000;

// Nobody listens on the lowest ports of the loopback interface: `away` never answers.
const config = `
environments:
  - name: a
    title: Alpha
    syntheticTrainees: 60
  - name: b
    title: Beta
    production: true
    syntheticTrainees: 60
  - name: away
    opensearchUrl: http://127.0.0.1:1
`;

const Facts = z.object({
  environments: z.array(
    z.object({
      environment: z.string(),
      sync: z.object({
        active: z.object({ run: z.string() }).nullable(),
        last: z.object({ run: z.string(), state: z.string() }).nullable(),
        settledAt: z.string().nullable(),
        services: z.array(
          z.object({ service: z.string(), state: z.string(), since: z.string().nullable() }),
        ),
      }),
      indexes: z.object({ asOf: z.string().nullable(), failedSince: z.string().nullable() }),
    }),
  ),
});
const Runs = z.object({ rows: z.array(z.object({ run: z.string() })), total: z.number() });

describe('npm start with several environments from one file, embedded', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  let cookie: string;
  let bearer: Record<string, string>;

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    running = await startConsole({
      DATA_DIR: folder.folder,
      CONSOLE_CONFIG: await configBeside(folder.folder, config),
      FIRST_RUN: 'off',
    });
    cookie = await beginOverHttp(running.address, running.account);
    bearer = { authorization: `Bearer ${await localToken(folder.folder)}` };
  }, 6 * minutes);
  afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  const get = (where: string) =>
    fetch(running.address + where, { redirect: 'manual', headers: { cookie } });
  /** Without the marks that React sets between pieces of one text. */
  const htmlOf = async (where: string) =>
    (await (await get(where)).text()).replaceAll('<!-- -->', '');
  const locationOf = async (where: string) => {
    const response = await get(where);
    const location = new URL(response.headers.get('location') ?? '/none', running.address);
    return [response.status, location.pathname + location.search];
  };
  const factsOf = async (name: string) => {
    const facts = Facts.parse(await (await get('/api/shell')).json());
    const found = facts.environments.find(({ environment }) => environment === name);
    if (found === undefined) throw new Error(`the shell does not know ${name}`);
    return found;
  };
  const runsOf = async (name: string) =>
    Runs.parse(await (await get(`/api/sync/runs?environment=${name}`)).json());

  it('leads a page without an environment to the first; other parameters are kept', async () => {
    expect(await locationOf('/')).toEqual([307, '/?environment=a']);
    expect(await locationOf('/sync?state=failed')).toEqual([
      307,
      '/sync?state=failed&environment=a',
    ]);
    expect((await get('/account?environment=b')).status).toBe(200);
  });

  it('keeps the environment over the sign-in', async () => {
    const response = await fetch(`${running.address}/?environment=b`, { redirect: 'manual' });
    expect(response.headers.get('location')).toContain(
      `/sign-in?to=${encodeURIComponent('/?environment=b')}`,
    );
  });

  it('shows the environment of the address, in its word and its links', async () => {
    const response = await get('/sync?environment=b');
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toMatch(/Environment: <\/span><span[^>]*>Beta</);
    expect(html).toContain('env-production');
    expect(html).toContain('href="/indexes?environment=b"');
    expect(html).toContain('href="/sync?environment=a"');
    expect(html).not.toContain('href="/indexes"');
  });

  it('answers 404 for an environment that it does not run, in a page and in a query', async () => {
    for (const where of ['/?environment=c', '/sync?environment=c', '/indexes?environment=c'])
      expect((await get(where)).status).toBe(404);
    expect(await htmlOf('/sync?environment=c')).toContain('Overview of Beta');
    expect((await get('/api/sync/readiness?environment=c')).status).toBe(404);
  });

  it('refuses a query that names no environment', async () => {
    const response = await get('/api/sync/readiness');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      kind: 'invalid',
      says: 'Name the environment: a, b or away.',
    });
  });

  it('shows every environment in a row of the overview, without a script', async () => {
    const html = await (await get('/?environment=b')).text();
    for (const name of ['a', 'b', 'away']) expect(html).toContain(`href="/?environment=${name}"`);
  });

  it('waits for no environment that is away, and says since when', async () => {
    await until(
      'the server of away counts as away',
      async () => (await factsOf('away')).indexes.failedSince !== null,
    );
    const away = await factsOf('away');
    const down = away.sync.services.filter(({ state }) => state === 'down');
    expect(down.map(({ service }) => service)).toEqual(['Search (OpenSearch)']);
    expect(down[0]?.since).not.toBeNull();
    const known = (await factsOf('a')).indexes;
    expect([known.asOf === null, known.failedSince]).toEqual([false, null]);
    const html = await htmlOf('/?environment=a');
    expect(html).toContain('1 of ');
    expect(html).toContain('>Not known<');
    expect((await get('/indexes?environment=away')).status).toBe(200);
  });

  it('starts a run in the environment that is named, and there alone', async () => {
    const body = { environment: 'b', pipeline: 'documented', reason: 'test', typedName: 'b' };
    const started = await fetch(`${running.address}/api/v1/sync/start`, {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([started.status, await started.json()]).toEqual([
      200,
      expect.objectContaining({ run: 'b-1', environment: 'b' }),
    ]);
    await until('the run has ended', async () => (await factsOf('b')).sync.last !== null);
    const [a, b] = [await factsOf('a'), await factsOf('b')];
    expect(b.sync).toMatchObject({ active: null, last: { run: 'b-1', state: 'settled' } });
    expect(b.sync.settledAt).not.toBeNull();
    expect(a.sync).toMatchObject({ active: null, last: null, settledAt: null });
    expect([(await runsOf('a')).total, (await runsOf('b')).total]).toEqual([0, 1]);
    const page = await get('/sync/b-1');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('href="/sync?environment=b"');
    expect((await get('/sync/a-1')).status).toBe(404);
  });
});
