import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localToken } from '#lib/platform/process/data-folder.ts';
import { postgresDatabase } from '#lib/testing/platform/databases.ts';
import { postForm } from '#lib/testing/processes/post-form.ts';
import {
  beginOverHttp,
  buildOnce,
  ownPassword,
  runProgram,
  signInOverHttp,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';
import { until } from '#lib/testing/platform/until.ts';

const url = process.env.DATABASE_URL;
const minutes = 60_000;

describe.skipIf(url === undefined)('npm start on PostgreSQL (DATABASE_URL)', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: Awaited<ReturnType<typeof postgresDatabase>>;
  let running: RunningConsole;
  let bearer: Record<string, string>;
  let cookie: string;

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    database = await postgresDatabase(url ?? '');
    const own = new URL(url ?? '');
    own.searchParams.set('options', `-c search_path=${database.schema}`);
    running = await startConsole({
      DATA_DIR: folder.folder,
      TMPDIR: path.dirname(folder.folder),
      SYNTHETIC_TRAINEES: '300',
      DATABASE_URL: own.href,
      NEXTAUTH_URL: 'https://console.example.org',
    });
    bearer = { authorization: `Bearer ${await localToken(folder.folder)}` };
    cookie = await beginOverHttp(running.address, running.account, 'https://console.example.org');
  }, 6 * minutes);
  afterAll(async () => {
    await running.stop();
    await database.close();
    await folder.remove();
  });

  const terminal = (...args: string[]) => runProgram('console', args, { DATA_DIR: folder.folder });
  const get = (where: string, headers: Record<string, string>) =>
    fetch(`${running.address}${where}`, { redirect: 'manual', headers });

  it('says what is real, and starts no run by itself', async () => {
    expect(running.output()).toMatch(/Address +https:\/\/console\.example\.org/);
    expect(running.output()).toMatch(/Real +database \(PostgreSQL\)/);
    expect((await terminal('sync', 'list', '--json')).stdout).toBe('[]\n');
  });

  it('keeps its sessions to https where it is reached by https', async () => {
    expect(cookie).toMatch(/^__Host-next-auth\.session-token=/);
    const page = await get('/sign-in', {});
    expect(page.headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(page.headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
  });

  it('accepts forms of its public address only, whatever Host a proxy sends', async () => {
    const send = (origin: string): Promise<Response> =>
      postForm({
        address: running.address,
        page: '/sign-in',
        field: 'email',
        fields: { email: 'admin@localhost', password: 'wrong' },
        headers: { origin },
      });
    const own = await send('https://console.example.org');
    expect([
      own.status,
      (await own.text()).includes('The email address or the password is wrong.'),
    ]).toEqual([200, true]);
    const foreign = await send('https://elsewhere.example');
    expect((await foreign.text()).includes('The email address or the password is wrong.')).toBe(
      false,
    );
  });

  it('says in words why next-auth sent somebody back', async () => {
    expect(await (await get('/sign-in?error=forbidden', {})).text()).toContain(
      'The email address or the password is wrong.',
    );
    expect(await (await get('/sign-in?error=Call+0800', {})).text()).not.toContain('>Call 0800');
  });

  it('has a worker whose health can be checked; the check fails where there is none', async () => {
    const check = (TMPDIR: string) => runProgram('worker-alive', [], { TMPDIR });
    expect(await check(path.dirname(folder.folder))).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    expect(await check(folder.folder)).toMatchObject({
      exitCode: 1,
      stderr: 'The worker makes no progress, or none runs here.\n',
    });
  });

  it('starts a killed worker again, which settles the next run', async () => {
    const worker = Number(
      execFileSync('pgrep', ['-P', String(running.supervisor.pid), '-f', 'worker.mjs'], {
        encoding: 'utf8',
      }).trim(),
    );
    expect(worker).toBeGreaterThan(1);
    process.kill(worker, 'SIGKILL');
    await until('the worker is started again', async () =>
      running.output().includes('The worker process ended (SIGKILL)'),
    );
    const { exitCode } = await terminal(
      'sync',
      'start',
      '--environment',
      'local',
      '--pipeline',
      'documented',
      '--reason',
      'after a kill',
      '--wait',
    );
    expect(exitCode).toBe(0);
  });

  it('records every attempt with who, what, why and the request', async () => {
    const again = { environment: 'local', pipeline: 'none', reason: 'no such pipeline' };
    const response = await fetch(`${running.address}/api/v1/sync/start`, {
      method: 'POST',
      headers: bearer,
      body: JSON.stringify(again),
    });
    expect(response.status).toBe(404);
    const rows = await database.rows(
      `select actor, actor_role, action, target, environment, outcome, reason, request_id
       from audit where action = 'sync.start' order by id`,
    );
    expect(rows).toMatchObject([
      {
        actor: 'terminal',
        actor_role: 'admin',
        target: 'local-1',
        environment: 'local',
        outcome: 'done',
        reason: 'after a kill',
      },
      {
        outcome: 'failed',
        reason: 'no such pipeline',
        request_id: response.headers.get('x-request-id'),
      },
    ]);
  });

  it('records what never reached its command; of anonymous callers one row a minute', async () => {
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${running.address}/api/v1/sync/cancel`, { method: 'POST', headers, body });
    const anonymous = [
      await post({}, '{}'),
      await post({ authorization: 'Bearer 01234567890123456789012345678901' }, '{}'),
    ];
    expect(anonymous.map(({ status }) => status)).toEqual([401, 401]);
    const known = [
      await post({ ...bearer }, 'secret, no json'),
      await post({ ...bearer }, '{"run":"","reason":"secret"}'),
      await post({ cookie, origin: 'https://elsewhere.example' }, '{}'),
    ];
    expect(known.map(({ status }) => status)).toEqual([400, 400, 403]);
    const rows = await database.rows(
      `select actor, action, target, outcome, reason, request_id, fault
       from audit where action = 'sync.cancel' order by id`,
    );
    expect(rows).toMatchObject([
      { actor: 'nobody', outcome: 'denied', request_id: anonymous[0]?.headers.get('x-request-id') },
      {
        actor: 'terminal',
        outcome: 'failed',
        fault: { kind: 'invalid' },
        request_id: known[0]?.headers.get('x-request-id'),
      },
      { actor: 'terminal', outcome: 'failed', fault: { kind: 'invalid' } },
      { actor: 'admin@localhost', outcome: 'denied', fault: { kind: 'forbidden' } },
    ]);
    expect(JSON.stringify(rows)).not.toContain('secret');
  });

  it('shows an id for a page that failed, and the database’s own words to nobody', async () => {
    await database.run('alter table run_sample rename to run_sample_away');
    const page = await get('/sync/local-1', { cookie, 'x-request-id': 'request-that-fails' });
    const id = page.headers.get('x-request-id') ?? '';
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await page.text()).toContain(id);
    await database.run('alter table run_sample_away rename to run_sample');
    expect(running.output()).toContain(
      `"requestId":"${id}","clientRequestId":"request-that-fails"`,
    );
    expect(running.output()).not.toMatch(/relation|run_sample/);
  });

  it('ends the session of who gets another role or is disabled', async () => {
    const status = async (session: string) =>
      (await get('/api/people/list', { cookie: session })).status;
    expect(await status(cookie)).toBe(200);
    await database.run("update person set role = 'viewer'");
    expect(await status(cookie)).toBe(401);
    const account = { email: 'admin@localhost', password: ownPassword };
    const asViewer = (await signInOverHttp(running.address, account)) ?? '';
    expect(await status(asViewer)).toBe(403);
    await database.run('update person set disabled_at = clock_timestamp()');
    expect(await status(asViewer)).toBe(401);
    expect((await get('/sync', { cookie: asViewer })).headers.get('location')).toBe(
      '/sign-in?error=SessionEnded&to=%2Fsync',
    );
    expect(await signInOverHttp(running.address, account)).toBeNull();
  });

  it('stops web and worker in order', async () => {
    expect(await running.stop()).toBe(0);
    // One request was made to fail, and the log says so, as does whoever else has looked for the
    // table that was away for a moment.
    const unexpected = running
      .output()
      .split('\n')
      .filter((line) => !/request-that-fails|"code":"42P01"/.test(line));
    expect(unexpected.filter((line) => line.includes('Error'))).toEqual([]);
  });
});
