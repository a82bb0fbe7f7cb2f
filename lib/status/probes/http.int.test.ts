import { createServer, type RequestListener } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { listening } from '#lib/testing/platform/listening.ts';
import { selfSigned } from '#lib/testing/platform/self-signed.ts';
import { httpProbe, type HttpMeans } from './http.ts';
import { ProbeSettings, type SettingsOf } from './settings.ts';

const terms = { environment: 'local', everyMs: 20_000, scheduledOn: [], idOf: String };
const never = new AbortController().signal;
// A matcher has no type of its own.
const answered = expect.any(Number) as number;

const servers: (Server & { closeAllConnections(): void })[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function plain(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  return `http://127.0.0.1:${String(await listening(server))}`;
}

async function secure(pem: string, answer: RequestListener): Promise<string> {
  const server = createTls({ key: pem, cert: pem }, answer);
  servers.push(server);
  return `https://127.0.0.1:${String(await listening(server))}`;
}

function check(url: string, more: object = {}, means: HttpMeans = {}) {
  const settings = ProbeSettings.parse({ name: 'Page', kind: 'http', url, ...more });
  // The schema gives the kind that it was given.
  return httpProbe(settings as SettingsOf<'http'>, terms, means).check(never);
}

const page: RequestListener = (_, response) => response.end('All is well. {"status":"UP"}');
const redirect =
  (to: string): RequestListener =>
  (_, response) =>
    response.writeHead(302, { location: to }).end();

describe('an HTTP probe', () => {
  it('is up where status and body are as they must be', async () => {
    const url = await plain(page);
    const more = { statuses: [200, 204], contains: '"UP"', lacks: 'DOWN' };
    const up = { outcome: 'up', says: null, tookMs: answered };
    expect(await check(url, more)).toEqual(up);
    expect(await check(url, { method: 'HEAD' })).toEqual(up);
  });

  it('finds a name as it is told, also with one address alone', async () => {
    const { port } = new URL(await plain(page));
    const lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    expect(await check(`http://a.example:${port}`, {}, { lookup })).toMatchObject({
      outcome: 'up',
    });
  });

  it('is down where they are not, and says which', async () => {
    const url = await plain(page);
    expect(await check(url, { contains: 'DOWN' })).toEqual({
      outcome: 'down',
      says: 'Its answer lacks the text that it must have.',
      tookMs: answered,
    });
    expect(await check(url, { lacks: 'UP' })).toMatchObject({
      outcome: 'down',
      says: 'Its answer has a text that it must not have.',
    });
    const broken = await plain((_, response) => response.writeHead(503).end());
    expect(await check(broken)).toMatchObject({
      outcome: 'down',
      says: 'It answered with status 503.',
    });
  });

  it('is degraded where an answer takes longer than it should', async () => {
    const url = await plain((_, response) => setTimeout(() => response.end(), 20));
    expect(await check(url, { degradedAfterMs: 1 })).toMatchObject({
      outcome: 'degraded',
      // A matcher has no type of its own.
      says: expect.stringMatching(/^It took \d+ ms, and should take 1\.$/) as string,
    });
  });

  it('follows redirects to hosts that are named, and to no other', async () => {
    let asked = 0;
    const other = await plain((_, response) => {
      asked += 1;
      response.end('there');
    });
    const url = await plain(redirect(other));
    expect(await check(url)).toMatchObject({
      outcome: 'down',
      says: 'It redirects to a host that its settings do not name.',
    });
    expect(asked).toBe(0);
    const named = { redirectHosts: [new URL(other).host], contains: 'there' };
    expect(await check(url, named)).toMatchObject({ outcome: 'up' });
    expect(asked).toBe(1);
    for (const who of ['admin:secret@', 'admin@', ':secret@']) {
      const asSomebody = await plain(redirect(other.replace('//', `//${who}`)));
      expect(await check(asSomebody, named)).toMatchObject({
        outcome: 'down',
        says: 'It redirects to an address with a user or password in it.',
      });
    }
    expect(asked).toBe(1);
    // Where a redirect is what must come, nobody follows it.
    expect(await check(url, { statuses: [302] })).toMatchObject({ outcome: 'up' });
    expect(asked).toBe(1);
  });

  it.each([
    ['/again', 'It redirects more than 5 times.'],
    ['file:///etc/passwd', 'It redirects to something that is no web address.'],
    ['http://[', 'It redirects to something that is no web address.'],
  ])('is down where it redirects to %s', async (to, says) => {
    expect(await check(await plain(redirect(to)))).toMatchObject({ outcome: 'down', says });
  });

  it('looks at the certificate of each host of a chain of redirects', async () => {
    const [long, short] = [selfSigned({ days: 200 }), selfSigned({ days: 5 })];
    const means = { ca: long + short };
    const ending = await secure(short, page);
    expect(await check(ending, {}, means)).toMatchObject({
      outcome: 'degraded',
      says: 'Its certificate ends in 4 days.',
    });
    const lasting = await secure(long, redirect(ending));
    expect(await check(lasting, { redirectHosts: [new URL(ending).host] }, means)).toMatchObject({
      outcome: 'degraded',
      says: 'Its certificate ends in 4 days. That was after 1 redirect.',
    });
    expect(await check(ending)).toEqual({
      outcome: 'down',
      says: 'Its certificate is signed by nobody whom this console trusts.',
      tookMs: null,
    });
    const leading = await plain(redirect(ending));
    expect(await check(leading, { redirectHosts: [new URL(ending).host] })).toMatchObject({
      outcome: 'down',
      says:
        'Its certificate is signed by nobody whom this console trusts. ' +
        'That was after 1 redirect.',
    });
  });

  it('reads no more of a body without end than a megabyte', async () => {
    let sent = 0;
    const piece = Buffer.alloc(64 * 1024, 'a');
    const closed: { by?: () => void } = {};
    const isClosed = new Promise<void>((resolve) => (closed.by = resolve));
    const url = await plain((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
      };
      response.on('drain', more).on('close', () => closed.by?.());
      more();
    });
    expect(await check(url, { contains: 'b' })).toMatchObject({
      outcome: 'down',
      says: 'Its answer lacks the text that it must have.',
    });
    await isClosed;
    expect(sent).toBeLessThan(50_000_000);
    expect(await check(url)).toMatchObject({ outcome: 'up' });
  });

  it('waits no longer than its time limit, for headers and for the end of a body', async () => {
    const inTime = {
      outcome: 'down',
      says: 'It gave no answer in 1 second.',
      tookMs: null,
    };
    const silent = await plain(() => undefined);
    expect(await check(silent, { timeLimitSeconds: 1 })).toEqual(inTime);
    const endless = await plain((_, response) => response.write('a'));
    expect(await check(endless, { timeLimitSeconds: 1, contains: 'b' })).toEqual(inTime);
  });

  it('is down where nothing listens, and where the answer is no HTTP', async () => {
    const server = createServer();
    const port = await listening(server);
    server.close();
    expect(await check(`http://127.0.0.1:${String(port)}`)).toEqual({
      outcome: 'down',
      says: 'It refused the connection.',
      tookMs: null,
    });
    const odd = createServer();
    odd.on('connection', (socket) => socket.end('SSH-2.0-here\r\n'));
    servers.push(odd);
    expect(await check(`http://127.0.0.1:${String(await listening(odd))}`)).toMatchObject({
      outcome: 'down',
      says: 'What it answered is no HTTP.',
    });
  });
});
