/** Probes of servers that are not there, or are no such servers; the real ones have files each. */
import { createServer } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { listening } from '#lib/testing/platform/listening.ts';
import { probesOf } from './configured.ts';
import { ProbeSettings } from './settings.ts';

const terms = { environment: 'local', everyMs: 20_000, scheduledOn: [] };
const never = new AbortController().signal;

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  vi.unstubAllEnvs();
});

async function check(settings: object) {
  const database = await embeddedDatabase();
  try {
    const parsed = ProbeSettings.parse({ name: 'Server', timeLimitSeconds: 1, ...settings });
    const [probe] = probesOf([], [parsed], terms, database);
    return await probe?.check(never);
  } finally {
    await database.close();
  }
}

const expected = { everyMinutes: 60 };
const kinds = (host: string) =>
  [
    { kind: 'amqp', url: `amqp://u:hidden@${host}` },
    {
      kind: 'sqs',
      endpoint: `http://${host}`,
      queueUrl: `http://${host}/0/q`,
      region: 'eu-west-2',
    },
    { kind: 'postgres', url: `postgres://u:hidden@${host}/d` },
    { kind: 'mysql', url: `mysql://u:hidden@${host}/d` },
    { kind: 'mongodb', url: `mongodb://u:hidden@${host}/d` },
    { kind: 'opensearch', url: `http://${host}` },
    {
      kind: 'freshness',
      of: 'postgres',
      url: `postgres://u:hidden@${host}/d`,
      query: 'select now()',
      ...expected,
    },
    {
      kind: 'freshness',
      of: 'mysql',
      url: `mysql://u:hidden@${host}/d`,
      query: 'select now()',
      ...expected,
    },
    {
      kind: 'freshness',
      of: 'mongodb',
      url: `mongodb://u:hidden@${host}/d`,
      collection: 'c',
      field: 'at',
      ...expected,
    },
    {
      kind: 'freshness',
      of: 'opensearch',
      url: `http://${host}`,
      index: 'i',
      field: 'at',
      ...expected,
    },
  ] as const;
const named = (host: string) =>
  kinds(host).map((one) => [one.kind, 'of' in one ? one.of : '', one] as const);

process.env['AWS_ACCESS_KEY_ID'] ??= 'test';
process.env['AWS_SECRET_ACCESS_KEY'] ??= 'test';

it.each(named('127.0.0.1:1'))('%s %s is down where nobody listens', async (_, _of, settings) => {
  expect(await check(settings)).toEqual({
    outcome: 'down',
    says: 'It refused the connection.',
    tookMs: null,
  });
});

it.each(named('no-such-host.invalid:1'))(
  '%s %s asks nothing where its name has no address',
  async (_, _of, settings) => {
    const found = await check(settings);
    // Where this machine has no name server at all, it is the prober that fails.
    expect(['Its name has no address.', nobody]).toContain(found?.says);
    expect(found?.tookMs).toBeNull();
  },
);
const nobody = 'Nobody could tell this console the address.';

it.each(named('HOST'))(
  '%s %s is down in time where a server sends without an end',
  async (_, _of, settings) => {
    const closed: Promise<unknown>[] = [];
    const server = createServer((socket) => {
      closed.push(new Promise((resolve) => socket.once('close', resolve)));
      const more = (): void => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536, 0x7f))) continue;
      };
      socket.on('error', () => undefined).on('drain', more);
      more();
    });
    servers.push(server);
    const host = `127.0.0.1:${String(await listening(server))}`;
    // The same settings, with where they lead.
    const here = JSON.parse(JSON.stringify(settings).replaceAll('HOST', host)) as object;
    const found = await check(here);
    expect(found).toMatchObject({ outcome: 'down', tookMs: null });
    expect(found?.says).not.toMatch(/hidden|127/);
    await Promise.all(closed);
  },
);

it('knows nothing of a queue where this console has no account to ask with', async () => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE'])
    vi.stubEnv(name, undefined);
  for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE'])
    vi.stubEnv(name, '/nowhere');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  const [, sqs] = kinds('127.0.0.1:1');
  expect(await check({ ...sqs, timeLimitSeconds: 10 })).toMatchObject({
    outcome: 'not-known',
    says: 'This console has no account to ask SQS with.',
  });
});
