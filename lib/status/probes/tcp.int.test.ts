import { createServer, type Server } from 'node:net';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { TimeLimitPassed } from '#lib/kernel/within-time.ts';
import { listening } from '#lib/testing/platform/listening.ts';
import { findingOf, oncePerName, type Tried } from './addresses.ts';
import { failureOf } from './failure.ts';
import { httpProbe } from './http.ts';
import { ProbeSettings, type SettingsOf } from './settings.ts';
import { tcpProbe } from './tcp.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const terms = { environment: 'local', everyMs: 20_000, scheduledOn: [], idOf: String };
const never = new AbortController().signal;
const settingsOf = (port: number): SettingsOf<'tcp'> => {
  const settings = ProbeSettings.parse({ name: 'Socket', kind: 'tcp', host: 'a.example', port });
  if (settings.kind !== 'tcp') throw new Error('another kind');
  return settings;
};
const at = (...addresses: readonly string[]) => ({
  lookup: () =>
    Promise.resolve(
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    ),
});
async function portOf(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined).resume());
  servers.push(server);
  return listening(server);
}
const failed = (code: string): Error => Object.assign(new Error(code), { code });

it('is up where every address takes a connection', async () => {
  const probe = tcpProbe(settingsOf(await portOf()), terms, at('127.0.0.1').lookup);
  expect(probe).toMatchObject({ id: 'tcp:local:Socket', everyMs: 20_000, isReal: true });
  expect(await probe.check(never)).toEqual({
    outcome: 'up',
    says: null,
    // A matcher has no type of its own.
    tookMs: expect.any(Number) as number,
  });
});

it('is degraded where one of two addresses refuses, and down where all do', async () => {
  const port = await portOf();
  const both = tcpProbe(settingsOf(port), terms, at('127.0.0.1', '127.0.0.2').lookup);
  expect(await both.check(never)).toMatchObject({
    outcome: 'degraded',
    says: '1 of its 2 IPv4 addresses did not answer. It refused the connection.',
  });
  const none = tcpProbe(settingsOf(port), terms, at('127.0.0.2', '127.0.0.3').lookup);
  expect(await none.check(never)).toEqual({
    outcome: 'down',
    says: 'It refused the connection.',
    tookMs: null,
  });
});

it('is not known where the address itself could not be asked for', async () => {
  const probe = tcpProbe(settingsOf(1), terms, () => Promise.reject(failed('EAI_AGAIN')));
  expect(await probe.check(never)).toEqual({
    outcome: 'not-known',
    says: 'Nobody could tell this console the address.',
    tookMs: null,
  });
});

it('is not known, and not down, where nobody tells the address in time', async () => {
  const settings = { ...settingsOf(1), timeLimitSeconds: 1 };
  const silent = () => new Promise<never>(() => undefined);
  const notKnown = {
    outcome: 'not-known',
    says: 'Nobody could tell this console the address.',
    tookMs: null,
  };
  expect(await tcpProbe(settings, terms, silent).check(never)).toEqual(notKnown);
  const page = ProbeSettings.parse({
    name: 'Page',
    kind: 'http',
    url: 'http://a.example/',
    timeLimitSeconds: 1,
  });
  if (page.kind !== 'http') throw new Error('another kind');
  expect(await httpProbe(page, terms, { lookup: silent }).check(never)).toEqual(notKnown);
});

it('asks for a name once at a time, and again when that has ended', async () => {
  const asked: string[] = [];
  const ends: (() => void)[] = [];
  const lookup = oncePerName((host) => {
    asked.push(host);
    return new Promise((resolve) => ends.push(() => resolve([{ address: host, family: 4 }])));
  });
  const both = [lookup('a'), lookup('a'), lookup('b')];
  expect(asked).toEqual(['a', 'b']);
  for (const end of ends) end();
  expect((await Promise.all(both)).map(([one]) => one?.address)).toEqual(['a', 'a', 'b']);
  void lookup('a');
  expect(asked).toEqual(['a', 'b', 'a']);
});

it('names the family that is dead beside a live one', () => {
  const live: Tried<null> = { family: 4, value: null };
  expect(findingOf([live, { family: 6, error: failed('ECONNREFUSED') }])).toEqual({
    outcome: 'degraded',
    says: 'It does not answer over IPv6. It refused the connection.',
  });
  expect(findingOf([live, { family: 6, error: new TimeLimitPassed(8_000) }])).toEqual({
    outcome: 'degraded',
    says: 'It does not answer over IPv6. It gave no answer in 8 seconds.',
  });
});

it('takes no IPv6 of its own for no fault of the host', () => {
  const tried = [
    { family: 4, value: null },
    { family: 6, error: failed('ENETUNREACH') },
  ];
  expect(findingOf(tried)).toEqual({ outcome: 'up', says: null });
});

it('is down for what the host does, and not known for what this console lacks alone', () => {
  const theirs = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EHOSTUNREACH', 'ELSE', ''];
  const ours = ['ENETUNREACH', 'EAI_AGAIN', 'EMFILE', 'EADDRNOTAVAIL'];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...theirs, ...ours), { minLength: 1, maxLength: 4 }),
      (codes) => {
        const { outcome, says } = failureOf(new AggregateError(codes.map(failed)));
        const isOurs = codes.every((code) => ours.includes(code));
        expect(outcome).toBe(isOurs ? 'not-known' : 'down');
        expect(says).toMatch(/^\p{Lu}.*\.$/u);
      },
    ),
  );
});
