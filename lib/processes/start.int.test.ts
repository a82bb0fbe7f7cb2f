import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFolderHolder, localToken } from '#lib/platform/process/data-folder.ts';
import {
  beginOverHttp,
  buildOnce,
  runProgram,
  signInOverHttp,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';
import { until } from '#lib/testing/platform/until.ts';

const minutes = 60_000;
const StartResponse = z.object({
  run: z.string().optional(),
  detail: z.object({ run: z.string() }).optional(),
});
const Refused = z.object({
  kind: z.literal('conflict'),
  run: z.string(),
  startedBy: z.string(),
  since: z.iso.datetime(),
  state: z.string(),
  url: z.url(),
});
const Account = z.object({ email: z.string(), password: z.string() });
const Newest = z.object({ endedAt: z.string().nullable() });
const Times = z.object({ number: z.number(), queuedAt: z.string(), endedAt: z.string() });

describe('npm start, embedded', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  let bearer: Record<string, string>;
  let cookie: string;

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    running = await startConsole({ DATA_DIR: folder.folder, SYNTHETIC_TRAINEES: '300' });
    bearer = { authorization: `Bearer ${await localToken(folder.folder)}` };
    cookie = await beginOverHttp(running.address, running.account);
  }, 6 * minutes);
  afterAll(async () => {
    await running.stop();
    await until(
      'the data folder is free',
      async () => (await dataFolderHolder(folder.folder)) === null,
    );
    await folder.remove();
  });

  const terminal = (...args: string[]) => runProgram('console', args, { DATA_DIR: folder.folder });
  const send = (where: string, init: RequestInit = {}) =>
    fetch(`${running.address}${where}`, { redirect: 'manual', ...init });
  const post = (where: string, body: unknown, headers: Record<string, string>) =>
    send(where, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const start = { environment: 'local', pipeline: 'documented', reason: 'test' };
  const noneActive = () =>
    until('no run is active', async () => {
      const { stdout } = await terminal('sync', 'show', '--json');
      return Newest.parse(JSON.parse(stdout)).endedAt !== null;
    });

  it('prints one banner: where, how to sign in, where the data lives, what is embedded', () => {
    const output = running.output();
    expect(output.match(/TIS Console/g)).toHaveLength(1);
    expect(running.account?.email).toBe('admin@localhost');
    // The address that is listened on, and no name, which may be another one of this machine.
    expect(output).toContain(` ${running.address} (behind a proxy: set NEXTAUTH_URL)\n`);
    expect(running.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    // It goes to no terminal here, so the password is in a file.
    expect(output).not.toContain(running.account?.password);
    expect(output).toContain(folder.folder);
    expect(output).toMatch(/Embedded +database, messages/);
    expect(output).toMatch(/Real +nothing/);
  });

  it('keeps its folder to itself', async () => {
    expect((await stat(folder.folder)).mode & 0o077).toBe(0);
    for (const name of ['token', 'session-secret', 'address', 'first-account'])
      expect((await stat(path.join(folder.folder, name))).mode & 0o077).toBe(0);
  });

  it('has started a first run by itself, as the system, and it settles', async () => {
    await noneActive();
    const { stdout, exitCode } = await terminal('sync', 'show', 'local-1', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      run: 'local-1',
      state: 'settled',
      startedBy: 'system',
    });
    expect((await terminal('indexes', 'check', '--environment', 'local', '--json')).exitCode).toBe(
      0,
    );
  });

  it('refuses a second process on its folder with 75, and names the first', async () => {
    const second = await runProgram('start', [], { DATA_DIR: folder.folder, PORT: '0' });
    expect(second.exitCode).toBe(75);
    expect(second.stderr).toContain(`(process ${(await dataFolderHolder(folder.folder))?.pid})`);
  });

  it('refuses a taken port with 75 and a wrong variable with 2, each in one line', async () => {
    const other = await temporaryFolder();
    const taken = await runProgram('start', [], {
      DATA_DIR: other.folder,
      PORT: new URL(running.address).port,
    });
    expect([taken.exitCode, taken.stderr]).toEqual([
      75,
      expect.stringMatching(/^Port \d+ on 127\.0\.0\.1 is in use by another program\. .*\n$/),
    ]);
    const wrong = await runProgram('start', [], { DATA_DIR: other.folder, PORT: 'http' });
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      2,
      'PORT must be a whole number from 0 to 65535, e.g. 3000, or be left out.\n',
    ]);
    await other.remove();
  });

  it('is alive and ready', async () => {
    expect((await send('/api/health/live')).status).toBe(200);
    expect(await (await send('/api/health/ready')).json()).toMatchObject({ state: 'ready' });
  });

  it('sends anonymous visitors to the sign-in page, and their programs away with 401', async () => {
    const page = await send('/sync?limit=5');
    expect(page.status).toBe(307);
    expect(page.headers.get('location')).toContain('/sign-in?to=%2Fsync%3Flimit%3D5');
    for (const headers of [
      {},
      { authorization: 'Bearer 01234567890123456789012345678901' },
      { cookie: 'next-auth.session-token=x' },
    ]) {
      const response = await send('/api/sync/runs', { headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({
        kind: 'forbidden',
        says: 'Sign in first, or show a token.',
      });
    }
    expect(
      await signInOverHttp(running.address, { email: 'admin@localhost', password: 'wrong' }),
    ).toBeNull();
  });

  it('sets a strict policy with a nonce of its own for every page', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await send('/sign-in')).headers.get('content-security-policy') ?? ''),
    );
    const nonces = policies.map((policy) => /'nonce-([^']+)'/.exec(policy)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    expect(policies[0]).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
    expect(policies[0]).toMatch(/style-src 'self' 'nonce-[^']+';/);
    expect(policies[0]).not.toContain('unsafe');
    const page = await send('/sign-in');
    const html = await page.text();
    const nonce =
      /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1] ?? '';
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.every((script) => script.includes(`nonce="${nonce}"`))).toBe(true);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.headers.get('x-powered-by')).toBeNull();
  });

  it('answers nothing without the headers that protect a browser', async () => {
    const { address } = running;
    const html = await (await send('/sign-in')).text();
    const file = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0] ?? '';
    const raw = async (where: string, init: RequestInit = {}) => ({
      where,
      response: await fetch(new Request(address + where, { redirect: 'manual', ...init })),
    });
    const answers = [
      await raw('/sign-in'),
      await raw('/sign-in/'),
      await raw('/sync/local-1/?tab=a'),
      await raw('//sync'),
      await raw('/sync//local-1'),
      await raw('/sync'),
      await raw('/no/such/page', { headers: { cookie } }),
      await raw('/api/sync/runs'),
      await raw('/api/health/live/'),
      await raw('/%'),
      await raw('/sign-in', { method: 'DELETE' }),
      await raw('/icon.svg'),
      await raw('/favicon.ico'),
      await raw('/_next/image'),
      await raw(file),
      await raw('/api/v1/sync/start', { method: 'POST', body: 'x'.repeat(200_000) }),
    ];
    const statuses = answers.map(({ response }) => response.status);
    expect(statuses).toEqual(expect.arrayContaining([200, 307, 308, 400, 401, 404, 405, 413]));
    for (const { where, response } of answers) {
      const { headers } = response;
      expect([where, headers.get('x-content-type-options')]).toEqual([where, 'nosniff']);
      expect([where, headers.get('x-frame-options')]).toEqual([where, 'DENY']);
      expect([where, headers.get('referrer-policy')]).toEqual([where, 'same-origin']);
      if (where === file) continue;
      // One policy, not the one beside the other.
      expect([where, headers.get('content-security-policy')]).toEqual([
        where,
        expect.stringMatching(/^default-src '(?:none|self)'[^,]*frame-ancestors 'none'[^,]*$/),
      ]);
    }
  });

  it('lets a session read, and change things only from its own pages', async () => {
    expect((await send('/api/sync/runs', { headers: { cookie } })).status).toBe(200);
    for (const headers of [
      { cookie },
      { cookie, origin: 'https://elsewhere.example' },
      { cookie, origin: 'null' },
    ]) {
      expect((await post('/api/v1/sync/start', start, headers)).status).toBe(403);
    }
    expect(
      (
        await post(
          '/api/v1/sync/cancel',
          { run: 'local-99', reason: 'test' },
          { cookie, origin: running.address },
        )
      ).status,
    ).toBe(404);
  });

  it('answers bad input in plain words and without a trace of itself', async () => {
    const wrong = [
      await post('/api/v1/sync/start', 'no json', bearer),
      await post('/api/v1/sync/start', { environment: 'local' }, bearer),
      await post('/api/v1/sync/start', `"${'x'.repeat(70_000)}"`, bearer),
      await send('/api/sync/runs?limit=many', { headers: bearer }),
      await send('/api/sync/runs?state=gone', { headers: bearer }),
    ];
    expect(wrong.map((response) => response.status)).toEqual([400, 400, 400, 400, 400]);
    const unknown = await send('/api/sync/run/local-99', {
      headers: { ...bearer, 'x-request-id': 'request-of-theirs' },
    });
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toEqual({
      kind: 'not-found',
      says: 'There is no run “local-99” in local.',
      id: unknown.headers.get('x-request-id'),
    });
    expect(unknown.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(unknown.headers.get('x-client-request-id')).toBe('request-of-theirs');
    expect((await send('/api/v1/sync/start', { headers: bearer })).status).toBe(405);
    expect((await Promise.all(wrong.map((response) => response.text()))).join()).not.toMatch(
      /\bat .*\.(ts|js)|Error:/,
    );
  });

  it('starts one run however many start at once, and the refusals name it', async () => {
    await noneActive();
    const responses = await Promise.all(
      Array.from({ length: 50 }, () => post('/api/v1/sync/start', start, bearer)),
    );
    expect(responses.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const bodies = await Promise.all(
      responses.map(async (response) => ({
        status: response.status,
        body: StartResponse.parse(await response.json()),
      })),
    );
    const started = bodies.flatMap(({ status, body }) => (status === 200 ? [body.run] : []));
    // A refusal names who runs; and should a run have ended meanwhile, the next one began after it.
    for (const { body } of bodies.filter(({ status }) => status === 409))
      expect(started).toContain(body.detail?.run);
    await noneActive();
    const runs = await Promise.all(
      started.map(async (run) =>
        Times.parse(JSON.parse((await terminal('sync', 'show', run ?? '', '--json')).stdout)),
      ),
    );
    const inOrder = runs.sort((a, b) => a.number - b.number);
    for (const [position, run] of inOrder.slice(1).entries())
      expect(run.queuedAt >= (inOrder[position]?.endedAt ?? '')).toBe(true);
    expect(started.length).toBeLessThan(10);
  });

  it('lets viewers read and refuses them the rest', async () => {
    const added = await terminal(
      'people',
      'add',
      'viewer@example.org',
      '--role',
      'viewer',
      '--json',
    );
    expect(added.exitCode).toBe(0);
    // 3 would say that something else runs.
    expect(
      (await terminal('people', 'add', 'viewer@example.org', '--role', 'viewer')).exitCode,
    ).toBe(1);
    const { email, password } = Account.parse(JSON.parse(added.stdout));
    const viewer = await beginOverHttp(running.address, { email, password });
    expect((await send('/api/sync/runs', { headers: { cookie: viewer } })).status).toBe(200);
    expect((await send('/api/people/list', { headers: { cookie: viewer } })).status).toBe(403);
    const denied = await post('/api/v1/sync/start', start, {
      cookie: viewer,
      origin: running.address,
    });
    expect(denied.status).toBe(403);
    expect(await denied.json()).toMatchObject({
      says: 'Only operators and admins may start a sync. Your role is viewer.',
    });
  });

  it('has people changed from the terminal', async () => {
    const email = 'changed@example.org';
    const json = async (...args: string[]): Promise<unknown> => {
      const { stdout, exitCode } = await terminal('people', ...args, '--json');
      expect(exitCode).toBe(0);
      return JSON.parse(stdout);
    };
    const added = Account.parse(await json('add', email, '--role', 'operator'));
    const own = await beginOverHttp(running.address, added);
    const isIn = async () =>
      (await send('/api/sync/runs', { headers: { cookie: own } })).status === 200;
    expect(await isIn()).toBe(true);
    expect(await json('role', email, '--role', 'viewer')).toMatchObject({ email, role: 'viewer' });
    expect(await isIn()).toBe(false);
    const reset = Account.parse(await json('reset', email));
    expect(await signInOverHttp(running.address, added)).toBeNull();
    expect(await signInOverHttp(running.address, reset)).not.toBeNull();
    expect(await json('remove', email)).not.toMatchObject({ disabledAt: null });
    expect(await signInOverHttp(running.address, reset)).toBeNull();
    expect(await json('enable', email)).toMatchObject({ disabledAt: null });
    expect((await terminal('people', 'reset', 'nobody@example.org')).exitCode).toBe(2);
    expect((await terminal('people', 'disable', 'admin@localhost')).exitCode).toBe(1);
  });

  it('gives its measures to this machine, not to whoever comes through a proxy', async () => {
    const measures = await send('/api/metrics');
    expect(measures.status).toBe(200);
    expect(await measures.text()).toContain(
      'console_http_request_duration_seconds_count{' +
        'route="/api/sync/run/[run]",status="404",environment="local"}',
    );
    expect(
      (await send('/api/metrics', { headers: { 'x-forwarded-for': '192.0.2.1' } })).status,
    ).toBe(401);
    expect(
      (await send('/api/metrics', { headers: { 'x-forwarded-for': '192.0.2.1', ...bearer } }))
        .status,
    ).toBe(200);
  });

  it('has a terminal with the agreed exit codes', async () => {
    await noneActive();
    const settled = await terminal(
      'sync',
      'start',
      '--environment',
      'local',
      '--pipeline',
      'documented',
      '--reason',
      'test',
      '--wait',
      '--json',
    );
    expect(settled.exitCode).toBe(0);
    expect(settled.stderr).toMatch(/^Run \d+ \(local-\d+\) is queued\. Follow it: http:\S+\n/);
    expect(JSON.parse(settled.stdout)).toMatchObject({
      state: 'settled',
      startedBy: 'terminal',
      reason: 'test',
    });
    const list = await terminal('sync', 'list', '--limit', '2', '--state', 'settled', '--json');
    expect(JSON.parse(list.stdout)).toHaveLength(2);
    expect((await terminal('sync', 'start', '--environment', 'local')).exitCode).toBe(2);
    expect(
      (await terminal('sync', 'start', '--environment', 'elsewhere', '--pipeline', 'documented'))
        .exitCode,
    ).toBe(2);
    expect((await terminal('sync', 'show', 'local-99', '--json')).stdout).toBe(
      '{"kind":"not-found","says":"There is no run “local-99” in local."}\n',
    );
    expect((await terminal('sync', 'cancel', 'local-1', '--reason', 'test')).exitCode).toBe(1);
    const odd = await terminal('sync', 'show', 'a\u001b[31m\u202e\u009b', '--json');
    expect(odd.stdout).toContain('“a\ufffd[31m\ufffd\ufffd”');
    const wrong = await terminal('sync', 'start', '--environment', 'local', '--pipeline', '');
    expect(wrong.stderr).toBe('pipeline: Give it a value.\n');
    const unknown = await terminal('sync', '--\u001b[31m');
    expect([unknown.exitCode, unknown.stderr]).toEqual([2, expect.not.stringContaining('\u001b')]);
    expect(
      (
        await runProgram('console', ['sync', 'list'], {
          DATA_DIR: folder.folder,
          CONSOLE_TOKEN: 'x'.repeat(43),
        })
      ).exitCode,
    ).toBe(6);
    expect(
      (
        await runProgram('console', ['sync', 'list'], {
          DATA_DIR: folder.folder,
          CONSOLE_URL: 'http://127.0.0.1:9',
          CONSOLE_TOKEN: 'x'.repeat(43),
        })
      ).exitCode,
    ).toBe(5);
  });

  it('has one JSON value alone on stdout, whatever goes wrong', async () => {
    const wrong = await Promise.all([
      runProgram('console', ['sync', 'list', '--json'], { DATA_DIR: folder.folder, PORT: 'many' }),
      terminal('sync', 'start', '--json'),
      terminal('sync', '--json'),
      terminal('sync', 'list', '--limit', '1e9', '--json'),
    ]);
    for (const { stdout, exitCode } of wrong) {
      expect(JSON.parse(stdout)).toMatchObject({ kind: 'invalid' });
      expect(exitCode).toBe(2);
    }
    expect(wrong[0]?.stdout).toContain('PORT');
  });

  it('refuses a second start from the terminal, with the run that goes on', async () => {
    const options = [
      'sync',
      'start',
      '--environment',
      'local',
      '--pipeline',
      'documented',
      '--json',
    ];
    const both = await Promise.all([
      terminal(...options),
      terminal(...options),
      terminal(...options),
      post('/api/v1/sync/start', start, bearer),
    ]);
    const codes = both.slice(0, 3).map((one) => ('exitCode' in one ? one.exitCode : null));
    expect(codes.every((code) => code === 0 || code === 3)).toBe(true);
    expect(codes.filter((code) => code === 0).length).toBeLessThanOrEqual(1);
    const refusals = both
      .slice(0, 3)
      .flatMap((one) => ('stdout' in one && one.exitCode === 3 ? [one.stdout] : []));
    for (const json of refusals) {
      const refused = Refused.parse(JSON.parse(json));
      expect(refused.url).toBe(`${running.address}/sync/${refused.run}`);
      expect((await send(new URL(refused.url).pathname, { headers: { cookie } })).status).toBe(200);
    }
    await noneActive();
  });

  it('stops in order, and keeps what it had', async () => {
    expect(await running.stop()).toBe(0);
    expect(await dataFolderHolder(folder.folder)).toBeNull();
    running = await startConsole({ DATA_DIR: folder.folder, SYNTHETIC_TRAINEES: '300' });
    expect(running.account).toBeNull();
    expect((await terminal('sync', 'show', 'local-1', '--json')).exitCode).toBe(0);
    expect((await send('/api/sync/runs', { headers: { cookie } })).status).toBe(200);
  });

  it('leaves nobody behind when the supervisor is killed', async () => {
    running.supervisor.kill('SIGKILL');
    await until(
      'the data folder is free',
      async () => (await dataFolderHolder(folder.folder)) === null,
    );
    running = await startConsole({ DATA_DIR: folder.folder, SYNTHETIC_TRAINEES: '300' });
    expect((await terminal('sync', 'show', 'local-1', '--json')).exitCode).toBe(0);
  });
});
