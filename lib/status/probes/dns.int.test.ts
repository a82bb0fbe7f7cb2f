import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { dnsFinding, dnsProbe, type Told } from './dns.ts';
import { ProbeSettings, type SettingsOf } from './settings.ts';

const never = new AbortController().signal;
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

/** The addresses of this machine, by the type of the record. */
const records: ReadonlyMap<number, Buffer> = new Map([
  [1, Buffer.from([127, 0, 0, 1])],
  [28, Buffer.concat([Buffer.alloc(15), Buffer.from([1])])],
]);
interface Answer {
  readonly has?: readonly number[];
  readonly code?: number;
}

/** A name server that gives one address of each of these types, or this code (RFC 1035, 4.1). */
async function nameServer({ has = [], code = 0 }: Answer): Promise<string> {
  const socket = createSocket('udp4');
  sockets.push(socket);
  socket.on('message', (query, from) => {
    // The name of the question ends with an empty label; type and class follow.
    const end = query.indexOf(0, 12) + 5;
    const type = query.readUInt16BE(end - 4);
    const data = has.includes(type) ? records.get(type) : undefined;
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(0x81_80 + code, 2);
    head.writeUInt16BE(data === undefined ? 0 : 1, 6);
    head.writeUInt16BE(0, 8);
    head.writeUInt16BE(0, 10);
    const answer = Buffer.alloc(data === undefined ? 0 : 12);
    if (data !== undefined) {
      answer.writeUInt16BE(0xc0_0c, 0);
      answer.writeUInt16BE(type, 2);
      answer.writeUInt16BE(1, 4);
      answer.writeUInt32BE(60, 6);
      answer.writeUInt16BE(data.length, 10);
    }
    const parts = [head, query.subarray(12, end), answer, data ?? Buffer.alloc(0)];
    socket.send(Buffer.concat(parts), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return `127.0.0.1:${String(socket.address().port)}`;
}

async function check(answer: Answer, families?: readonly string[]) {
  const server = await nameServer(answer);
  const settings = ProbeSettings.parse({
    name: 'Name',
    kind: 'dns',
    host: 'site.example',
    server,
    families,
  });
  const terms = { environment: 'local', everyMs: 20_000, scheduledOn: [], idOf: String };
  // The schema gives the kind that it was given.
  return dnsProbe(settings as SettingsOf<'dns'>, terms).check(never);
}

describe('a DNS probe', () => {
  it('is up where the name has the addresses that are wanted', async () => {
    expect(await check({ has: [1] })).toMatchObject({ outcome: 'up', says: null });
    expect(await check({ has: [1, 28] }, ['IPv4', 'IPv6'])).toMatchObject({ outcome: 'up' });
  });

  it('is degraded where one kind is missing that there must be, and down without any', async () => {
    expect(await check({ has: [1] }, ['IPv4', 'IPv6'])).toMatchObject({
      outcome: 'degraded',
      says: 'The name has no IPv6 address.',
    });
    expect(await check({ has: [1] }, ['IPv6'])).toMatchObject({
      outcome: 'down',
      says: 'The name has no IPv6 address.',
    });
    expect(await check({})).toMatchObject({
      outcome: 'down',
      says: 'The name has no IPv4 or IPv6 address.',
    });
  });

  it('is down where there is no such name, or the server that is asked cannot tell', async () => {
    expect(await check({ code: 3 })).toMatchObject({
      outcome: 'down',
      says: 'There is no such name.',
    });
    expect(await check({ code: 2 })).toMatchObject({
      outcome: 'down',
      says: 'The name server did not answer.',
    });
  });
});

it('tells apart what the name lacks and what nobody could tell', () => {
  const told = fc.constantFrom<Told>('some', 'none', 'unknown-name', 'silent');
  const wanted = fc.constantFrom(undefined, ['IPv4', 'IPv6'] as const);
  fc.assert(
    fc.property(told, told, wanted, fc.boolean(), (IPv4, IPv6, families, isConfigured) => {
      const all = [IPv4, IPv6];
      const { outcome, says } = dnsFinding({ IPv4, IPv6 }, families, isConfigured);
      expect(says === null).toBe(outcome === 'up');
      if (outcome === 'down') expect(all).not.toContain('some');
      if (outcome === 'degraded') expect(all).toContain('some');
      if (outcome === 'up') expect(all).toContain('some');
      if (families !== undefined) expect(outcome === 'up').toBe(all.every((one) => one === 'some'));
      const isUnheard = all.every((one) => one === 'silent');
      if (isUnheard) expect(outcome).toBe(isConfigured ? 'down' : 'not-known');
      if (outcome === 'not-known') expect(isConfigured).toBe(false);
    }),
  );
});
