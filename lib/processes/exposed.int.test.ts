import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  beginOverHttp,
  buildOnce,
  runProgram,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const minutes = 60_000;

/** What somebody can do to a console who has no account and reaches its port. */
describe('a console whose port others reach', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    running = await startConsole({
      DATA_DIR: folder.folder,
      FIRST_RUN: 'off',
      SYNTHETIC_TRAINEES: '100',
    });
  }, 6 * minutes);
  afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  const send = (where: string, init: RequestInit = {}) =>
    fetch(`${running.address}${where}`, { redirect: 'manual', ...init });
  const statusOf = async (where: string, init: RequestInit = {}) =>
    (await send(where, init)).status;
  /** What was printed while `work` ran. */
  const printedBy = async (work: () => Promise<unknown>): Promise<string[]> => {
    const before = running.output().length;
    await work();
    return running
      .output()
      .slice(before)
      .split('\n')
      .filter((line) => line !== '');
  };

  const form = (headers: Record<string, string>): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
    body: '[]',
  });

  describe('its log', () => {
    const forged = 'forged\n{"level":60,"msg":"forged"}\u001b[2J';
    it('has no endpoint of its frameworks that others write to', async () => {
      const lines = await printedBy(async () => {
        for (const code of ['forged', forged])
          expect(
            await statusOf('/api/auth/_log', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ level: 'error', code, message: forged }),
            }),
          ).toBe(404);
        for (const where of [
          '/_next/image?url=%2Fforged&w=64&q=75',
          '/_next/image?url=https%3A%2F%2Fforged.example%2Fx&w=64&q=75',
        ])
          expect([307, 404]).toContain(await statusOf(where));
        for (const where of ['_log', 'providers', 'verify-request', 'signin', 'callback/x'])
          expect(await statusOf(`/api/auth/${where}`)).toBe(404);
        expect(await statusOf(`/api/auth/error?error=${encodeURIComponent(forged)}`)).toBe(303);
      });
      expect(lines).toEqual([]);
    });

    it('has no line of theirs, whatever they send to a form', async () => {
      const origin = running.address;
      const lines = await printedBy(async () => {
        await send('/sign-in', form({ 'next-action': 'forged', origin }));
        await send('/sign-in', form({ 'next-action': '0'.repeat(42) }));
        await send('/sign-in', form({ 'next-action': '0'.repeat(42), origin: 'http://forged.x' }));
        await send(
          '/sign-in',
          form({ 'next-action': '0'.repeat(42), origin, 'x-forwarded-host': 'forged.example' }),
        );
        for (const where of ['/%', '/%00', '/sync/%E0%A4%A', '/%0aforged', '/_next/static/forged'])
          expect(await statusOf(where)).toBeLessThan(500);
        await send('/sign-in', {
          method: 'POST',
          headers: { origin, 'content-type': 'multipart/form-data; boundary=forged' },
          body: '--forged\r\nforged',
        });
      });
      expect(lines.join('\n')).not.toContain('forged');
    });

    it('is no flood, however often they make the framework complain', async () => {
      const origin = running.address;
      const lines = await printedBy(async () => {
        for (let number = 0; number < 60; number += 1) {
          const action = String(number).padStart(42, '0');
          await send('/sign-in', form({ 'next-action': action, origin }));
        }
      });
      expect(lines.length).toBeLessThanOrEqual(20);
      for (const line of lines) expect(() => void JSON.parse(line)).not.toThrow();
    });
  });

  /** With a Host of its own, which `fetch` does not send. */
  const rawSend = (
    where: string,
    headers: Record<string, string>,
    method = 'GET',
    address = running.address,
  ) =>
    new Promise<{ status: number; location: string }>((resolve, reject) => {
      const sent = rawRequest(address + where, { method, headers }, (response) => {
        response.resume();
        const { statusCode = 0, headers: given } = response;
        resolve({ status: statusCode, location: given.location ?? '' });
      });
      sent.on('error', reject);
      sent.end();
    });

  describe('its address', () => {
    it('is the configured one, whatever Host is sent', async () => {
      for (const headers of [
        { host: 'evil.example' },
        { host: 'localhost', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
        { host: 'evil.example', forwarded: 'host=evil.example;proto=https' },
      ]) {
        const { status, location } = await rawSend('/sync', headers);
        expect(status).toBe(307);
        expect(new URL(location, running.address).origin).toBe(running.address);
      }
    });

    it('is the only origin of forms, scheme and port included', async () => {
      const { host } = new URL(running.address);
      for (const origin of ['http://evil.example', `https://${host}`, 'http://localhost', 'null'])
        expect(
          (await rawSend('/sign-in', { origin, host: new URL('http://evil.example').host }, 'POST'))
            .status,
        ).toBe(403);
    });

    it('is where a browser goes on that has named this machine otherwise', async () => {
      const { port } = new URL(running.address);
      const { status, location } = await rawSend('/sync?a=b', {
        host: `localhost:${port}`,
        'sec-fetch-mode': 'navigate',
      });
      expect([status, location]).toEqual([307, `${running.address}/sync?a=b`]);
    });
  });

  describe('what it holds for those whom it does not know', () => {
    /** Sends these bytes and resolves with what comes back until the connection ends. */
    const exchange = (text: string, more: readonly string[] = []) =>
      new Promise<string>((resolve, reject) => {
        const { hostname, port } = new URL(running.address);
        let answer = '';
        const socket = connect(Number(port), hostname, () => {
          for (const part of [text, ...more]) socket.write(part);
        });
        socket.on('data', (chunk) => (answer += String(chunk)));
        socket.on('close', () => resolve(answer));
        socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
      });
    const head = (...lines: string[]) => `${lines.join('\r\n')}\r\nhost: localhost\r\n\r\n`;

    it('is no long body, whether its length is named or not', async () => {
      for (const where of [
        '/sign-in',
        '/api/v1/sync/start',
        '/api/auth/callback/credentials',
        '/x',
      ])
        expect(await exchange(head(`POST ${where} HTTP/1.1`, 'content-length: 10000000'))).toMatch(
          /^HTTP\/1\.1 413 /,
        );
      const chunk = `${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`;
      expect(
        await exchange(head('POST /sign-in HTTP/1.1', 'transfer-encoding: chunked'), [
          chunk,
          chunk,
          chunk,
        ]),
      ).toMatch(/^HTTP\/1\.1 413 /);
    });

    it('is no other protocol', async () => {
      for (const where of ['/', '/_next/webpack-hmr', '/sync']) {
        const answer = await exchange(
          head(
            `GET ${where} HTTP/1.1`,
            'connection: upgrade',
            'upgrade: websocket',
            'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
            'sec-websocket-version: 13',
          ),
        );
        expect(answer).toMatch(/^HTTP\/1\.1 400 .*speaks HTTP\/1\.1 and nothing else/s);
        expect(answer).toContain('\r\nx-content-type-options: nosniff\r\n');
      }
    });
  });

  it('answers odd addresses with words, never with a fault of its own', async () => {
    const cookie = await beginOverHttp(running.address, running.account);
    const odd = [
      '/sync?offset=',
      '/sync?offset=-1',
      '/sync?offset=1e9',
      '/sync?offset=999999999999&limit=%00',
      '/sync?environment=%00',
      '/sync?environment=%E0%A4%A',
      '/sync?state=%ud83d',
      '/sync/%',
      '/sync/%00',
      '/sync/%E0%A4%A',
      '/sync/local-1234567',
      '/sync/local-1%2F..%2F',
      '/indexes?environment=x',
      '/api/sync/run/%',
      '/api/sync/run/%00',
      '/api/sync/run/%E0%A4%A',
      '/api/sync/run/local-1234567',
      '/api/sync/runs?offset=',
      '/api/sync/runs?offset=-1',
      '/api/sync/runs?offset=1e9',
      '/api/sync/runs?environment=%00',
      '/api/indexes/check?environment=1234567',
      '/api/metricsx',
    ];
    const statuses = await Promise.all(
      odd.map(async (where) => [where, await statusOf(where, { headers: { cookie } })] as const),
    );
    expect(statuses.filter(([, status]) => ![200, 400, 404].includes(status))).toEqual([]);
    const said = await send('/api/sync/run/local-1234567', { headers: { cookie } });
    expect(await said.text()).not.toContain('1234567');
    const away = await send('/sync/local-1234567');
    expect(away.headers.get('location')).not.toContain('1234567');
  });

  it('answers what no page of its own sends with words too, and logs none of it', async () => {
    const { headers } = await send('/api/auth/csrf');
    const cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const csrf = /csrf-token=([^%;]+)/.exec(cookie)?.[1] ?? '';
    const body = (given: object) => JSON.stringify({ csrfToken: csrf, json: 'true', ...given });
    const post = (where: string, text: string, type = 'application/json') =>
      send(where, {
        method: 'POST',
        headers: { cookie, origin: running.address, 'content-type': type },
        body: text,
      });
    const callback = '/api/auth/callback/credentials';
    const action = /name="\$ACTION_1:0"[^>]*&quot;id&quot;:&quot;([0-9a-f]{42})/.exec(
      await (await send('/sign-in')).text(),
    )?.[1];
    expect(action).toBeDefined();
    const lines = await printedBy(async () => {
      const statuses = [
        await rawSend('/sign-in', {}, 'TRACE'),
        await rawSend('/api/v1/sync/start', {}, 'PROPFIND'),
        await rawSend('/favicon.ico', {}, 'POST'),
        await send('/sign-in', { headers: { rsc: '1', 'next-router-state-tree': '%7Bx' } }),
        await send('/sign-in', { headers: { 'next-router-state-tree': '["",{},null,null,true]' } }),
        await post(callback, '{"csrfToken":'),
        await post(callback, 'null'),
        await post(callback, body({ email: ['a'], password: { x: 1 } })),
        await post(callback, body({ callbackUrl: `${running.address}.elsewhere.example/x` })),
        await post(callback, body({ callbackUrl: 'no address' })),
        await send('/sign-in', {
          ...form({ 'next-action': action ?? '', origin: running.address }),
          body: '[null,"no form"]',
        }),
      ].map(({ status }) => status);
      expect(statuses).toEqual([405, 405, 405, 400, 400, 400, 400, 401, 401, 401, 200]);
    });
    expect(lines).toEqual([]);
  });

  it('answers forms and actions that cannot be decoded with 400 and words', async () => {
    const page = await (await send('/sign-in')).text();
    const action = /name="\$ACTION_1:0"[^>]*&quot;id&quot;:&quot;([0-9a-f]{42})/.exec(page)?.[1];
    const multipart = 'multipart/form-data; boundary=x';
    const part = (name: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const text = 'text/plain;charset=UTF-8';
    const called: readonly (readonly [string, string])[] = [
      [text, '[{'],
      [text, ''],
      [text, 'null'],
      [text, '["$Q9","$F1","$K1"]'],
      [text, JSON.stringify(Array(2_000).fill(1))],
      ['multipart/form-data', 'x'],
      [multipart, `${part('0', '[{')}--x--\r\n`],
      [multipart, `${part('7', '[1]')}--x--\r\n`],
      [multipart, part('0', '[1').trimEnd()],
    ];
    const reference = JSON.stringify({ id: action, bound: '$@1' });
    const posted: readonly string[] = [
      `${part('$ACTION_REF_1', '')}${part('$ACTION_1:0', reference)}` +
        `${part('$ACTION_1:1', '[{')}--x--\r\n`,
      '--x\r\nContent-Disp',
    ];
    const origin = { origin: running.address };
    const requests: readonly RequestInit[] = [
      ...called.map(([type, body]) => ({
        ...form({ ...origin, 'next-action': action ?? '', 'content-type': type }),
        body,
      })),
      ...posted.map((body) => ({ ...form({ ...origin, 'content-type': multipart }), body })),
    ];
    for (const request of requests) {
      const refused = await send('/sign-in', request);
      expect([request.body, refused.status, await refused.json()]).toEqual([
        request.body,
        400,
        {
          kind: 'invalid',
          says: 'This form or action cannot be read. Nothing was done.',
          id: refused.headers.get('x-request-id'),
        },
      ]);
    }
  });

  it('gives every visitor the icon that browsers ask for by themselves', async () => {
    const icon = await send('/favicon.ico');
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/x-icon']);
  });

  it('asks for a session where a path only begins like one that needs none', async () => {
    for (const where of [
      '/icon.svgx',
      '/icon.svg/x',
      '/favicon.icox',
      '/_next/staticx',
      '/sign-inx',
      '/sign-in/x',
      '/accessibilityx',
    ])
      expect([where, (await send(where)).headers.get('location')]).toEqual([
        where,
        `/sign-in?to=${encodeURIComponent(where)}`,
      ]);
  });

  it('refuses placeholders of an example, and production that others can read along', async () => {
    const start = async (variables: Record<string, string>) => {
      const other = await temporaryFolder();
      const given = { DATA_DIR: other.folder, PORT: '0', ...variables };
      const { exitCode, stderr } = await runProgram('start', [], given);
      await other.remove();
      return `${exitCode}: ${stderr}`;
    };
    expect(
      await start({ NEXTAUTH_SECRET: 'CHANGE-THIS-TO-THE-OUTPUT-OF-openssl-rand-base64-32' }),
    ).toMatch(/^2: NEXTAUTH_SECRET still has the words of the example/);
    expect(
      await start({ CONSOLE_PRODUCTION: '1', NEXTAUTH_URL: 'http://console.example.org' }),
    ).toMatch(/^2: NEXTAUTH_URL must begin with https/);
  });

  it('gives its measures to the token of measures, which opens nothing else', async () => {
    const other = await temporaryFolder();
    const token = 'the-token-of-the-measures';
    const measured = await startConsole({
      DATA_DIR: other.folder,
      FIRST_RUN: 'off',
      SYNTHETIC_TRAINEES: '100',
      METRICS_TOKEN: token,
      TRUSTED_PROXIES: '1',
    });
    const status = async (where: string, headers: Record<string, string>) =>
      (await fetch(measured.address + where, { headers })).status;
    const proxied = { 'x-forwarded-for': '127.0.0.1' };
    expect(await status('/api/metrics', {})).toBe(200);
    expect(await status('/api/metrics', proxied)).toBe(401);
    const { port } = new URL(measured.address);
    const named = { host: `evil.example:${port}` };
    expect((await rawSend('/api/metrics', named, 'GET', measured.address)).status).toBe(401);
    const shown = { ...proxied, authorization: `Bearer ${token}` };
    expect(await status('/api/metrics', shown)).toBe(200);
    expect(await status('/api/sync/runs', shown)).toBe(401);
    await measured.stop();
    await other.remove();
  });
});
