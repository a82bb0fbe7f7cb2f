import { createServer as createPlain, type Server } from 'node:net';
import { createServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { listening } from '#lib/testing/platform/listening.ts';
import { selfSigned } from '#lib/testing/platform/self-signed.ts';
import { CertificatesSeen, endsSoon } from './certificates.ts';
import { ProbeSettings, type SettingsOf } from './settings.ts';
import { tlsProbe, type TlsMeans } from './tls.ts';

const dayMs = 86_400_000;
const terms = { environment: 'local', everyMs: 20_000, scheduledOn: [], idOf: String };
const never = new AbortController().signal;
const long = selfSigned({ days: 200 });
const short = selfSigned({ days: 5 });

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Each connection is answered by the next of these certificates. */
async function portOf(...pems: readonly string[]): Promise<number> {
  const backEnds = pems.map((pem) =>
    createServer({ key: pem, cert: pem }, (socket) => socket.on('error', () => undefined)).on(
      'tlsClientError',
      () => undefined,
    ),
  );
  let number = 0;
  const server = createPlain((socket) => {
    backEnds[number++ % backEnds.length]?.emit('connection', socket);
  });
  servers.push(server);
  return listening(server);
}

function probeOf(port: number, means: TlsMeans, more: object = {}) {
  const settings = ProbeSettings.parse({
    name: 'Site',
    kind: 'tls',
    host: 'localhost',
    port,
    ...more,
  });
  const lookup = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
  // The schema gives the kind that it was given.
  return tlsProbe(settings as SettingsOf<'tls'>, terms, { lookup, ...means });
}

describe('a TLS probe', () => {
  it('is up while the certificate holds, and degraded in its last days', async () => {
    const port = await portOf(long);
    expect(await probeOf(port, { ca: long }).check(never)).toMatchObject({ outcome: 'up' });
    const clock = { now: () => new Date(Date.now() + 190.5 * dayMs) };
    expect(await probeOf(port, { ca: long, clock }).check(never)).toMatchObject({
      outcome: 'degraded',
      says: 'Its certificate ends in 9 days.',
    });
  });

  it('is down where nobody trusts the certificate, or it is for another name', async () => {
    const port = await portOf(long);
    expect(await probeOf(port, {}).check(never)).toEqual({
      outcome: 'down',
      says: 'Its certificate is signed by nobody whom this console trusts.',
      tookMs: null,
    });
    const other = probeOf(port, { ca: long }, { serverName: 'other.example' });
    expect(await other.check(never)).toMatchObject({
      outcome: 'down',
      says: 'Its certificate is for another name.',
    });
  });

  it('holds the certificate against the address that is named, wherever the host is', async () => {
    const port = await portOf(long);
    const elsewhere = probeOf(port, { ca: long }, { serverName: '10.0.0.9' });
    expect(await elsewhere.check(never)).toMatchObject({
      outcome: 'down',
      says: 'Its certificate is for another name.',
    });
    const here = probeOf(port, { ca: long }, { serverName: '127.0.0.1' });
    expect(await here.check(never)).toMatchObject({ outcome: 'up' });
  });

  it('says at each asking that servers behind one address have two certificates', async () => {
    const probe = probeOf(await portOf(long, short), { ca: long + short });
    for (let asking = 0; asking < 3; asking += 1)
      expect(await probe.check(never)).toMatchObject({
        outcome: 'degraded',
        says: 'Its servers show 2 certificates. Its certificate ends in 4 days.',
      });
  });

  it('is down where what answers is no TLS, and where nothing answers in time', async () => {
    const server = createPlain((socket) => {
      socket.on('error', () => undefined).end('SSH-2.0-here\r\n');
    });
    servers.push(server);
    expect(await probeOf(await listening(server), {}).check(never)).toMatchObject({
      outcome: 'down',
      says: 'It does not speak TLS as this console does.',
    });
    const silent = createPlain((socket) => socket.on('error', () => undefined));
    servers.push(silent);
    const probe = probeOf(await listening(silent), {}, { timeLimitSeconds: 1 });
    expect(await probe.check(never)).toMatchObject({
      outcome: 'down',
      says: 'It gave no answer in 1 second.',
    });
  });
});

it('tells a renewed certificate alone, and those that take turns together', () => {
  const one = (fingerprint: string) => ({ fingerprint, validTo: new Date(0) });
  const after = (...askings: readonly string[]): number =>
    askings.reduce(
      ({ seen }, asking) => ({ seen, size: seen.add(asking.split(/(?=.)/).map(one)).length }),
      {
        seen: new CertificatesSeen(5),
        size: 0,
      },
    ).size;
  expect(after('a', 'a', 'b')).toBe(1);
  expect(after('a', 'b', 'a')).toBe(2);
  expect(after('ab')).toBe(2);
  expect(after('a', 'b', 'a', 'b', 'b', 'b', 'b', 'b')).toBe(1);
});

it('warns of an end exactly where fewer days are left, whenever that is', () => {
  const now = new Date('2026-03-01T00:00:00Z');
  fc.assert(
    fc.property(
      fc.integer({ min: -400, max: 400 }),
      fc.integer({ min: 1, max: 365 }),
      (d, least) => {
        const says = endsSoon({ validTo: new Date(now.getTime() + d * dayMs) }, now, least);
        expect(says === null).toBe(d >= least);
      },
    ),
  );
  expect(endsSoon({ validTo: new Date(NaN) }, now, 1)).toBe(
    'When its certificate ends cannot be read.',
  );
});
