import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Permission } from '#lib/access/index.ts';
import { done, FaultError, ofOwnAccount } from '#lib/kernel/result.ts';
import type { StaleEdit } from '#lib/kernel/form-fields.ts';
import { metricsText } from '#lib/platform/metrics.ts';
import { localAccessOf } from '#lib/platform/process/local-access.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { receiveRequest } from '#lib/testing/web/next-request.ts';
import { signedInAdmin } from '#lib/testing/web/signed-in.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { askedSeldom, commandAskedSeldom, mayAsk } from './ask-limit.ts';
import { commandRoute, queryRoute, queryRouteIn, queryRouteWithIn } from './routes.ts';
import { wholeConsole } from './runtime.ts';
import { streamRouteWith } from './stream-route.ts';

vi.mock('next/headers', () => import('#lib/testing/web/next-request.ts'));

const token = 'a-token-of-tests-that-is-long-enough';
let database: Database;
let restore: () => void;
beforeAll(async () => {
  database = await embeddedDatabase();
  const runtime = webRuntimeOver({ database, environments: ['local'] });
  restore = installRuntime({ ...runtime, localAccess: localAccessOf(token) });
});
afterAll(async () => {
  restore();
  await database.close();
});

const send = (route: ReturnType<typeof commandRoute>, path: string, body?: unknown) =>
  route(
    new Request(`http://localhost:3000${path}`, {
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    }),
    { params: Promise.resolve(undefined) },
  );

it('a refused edit says what somebody else made of the thing meanwhile', async () => {
  const permission: Permission = { action: 'tests.edit', from: 'viewer', says: 'edit' };
  const stale: StaleEdit = {
    version: 7,
    changedBy: 'somebody@example.org',
    changedAt: '2026-03-01T12:00:00.000Z',
    now: { title: 'Theirs', isOpen: true },
  };
  const route = commandRoute({
    permission,
    input: z.object({ version: z.number() }),
    worldOf: wholeConsole,
    run: () =>
      Promise.resolve({
        ok: false,
        fault: { kind: 'conflict', says: 'It was changed meanwhile.', stale },
      }),
  });
  receiveRequest({ 'x-request-id': 'edit' });
  const response = await send(route, '/api/v1/tests/edit', { version: 6 });
  expect([response.status, await response.json()]).toEqual([
    409,
    { kind: 'conflict', says: 'It was changed meanwhile.', stale, id: 'edit' },
  ]);
});

it('no body is looked at of whoever may not do it, and one row a minute tells of it', async () => {
  const permission: Permission = { action: 'tests.unread', from: 'admin', says: 'act' };
  const read = vi.fn();
  const route = commandRoute({
    permission,
    input: z.unknown().transform(read),
    worldOf: wholeConsole,
    run: () => Promise.resolve(done(null)),
  });
  const { cookie, email } = await signedInAdmin();
  const origin = 'http://localhost:3000';
  for (const id of ['first', 'second']) {
    receiveRequest({ cookie, 'x-request-id': id });
    const body = new ReadableStream({ pull: read }, { highWaterMark: 0 });
    const init = { method: 'POST', headers: { origin }, body, duplex: 'half' } as const;
    const request = new Request(`${origin}/api/v1/tests/unread`, init);
    const response = await route(request, { params: Promise.resolve(undefined) });
    expect([response.status, await response.json()]).toMatchObject([
      403,
      { kind: 'forbidden', id },
    ]);
  }
  expect(read).not.toHaveBeenCalled();
  const rows = await database.rows(
    `select actor, outcome, environment, request_id from audit where action = 'tests.unread'`,
  );
  expect(rows).toEqual([
    { actor: email, outcome: 'denied', environment: 'local', request_id: 'first' },
  ]);
});

it('a body of more values than are read at once is refused before it is read', async () => {
  const permission: Permission = { action: 'tests.many', from: 'operator', says: 'send many' };
  const run = vi.fn(() => Promise.resolve(done(null)));
  const parse = vi.spyOn(JSON, 'parse');
  const command = { input: z.unknown(), worldOf: wholeConsole, run, takesFile: true };
  const route = commandRoute({ ...command, permission });
  // Of whom no file would come as far as here.
  expect(() => commandRoute({ ...command, permission: { ...permission, from: 'viewer' } })).toThrow(
    'tests.many takes files of others than may send them',
  );
  receiveRequest({ 'x-request-id': 'many' });
  const response = await send(route, '/api/v1/tests/many', {
    ignored: Array.from({ length: 200_000 }, () => 0),
  });
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { kind: 'invalid', says: 'Send a body of JSON, of at most 10 MB and 200,000 values.' },
  ]);
  expect(run).not.toHaveBeenCalled();
});

it.each([
  ['a text', { name: 'a\0b' }],
  ['the half of a pair', { name: ['\ud800'] }],
  ['a name', { 'na\0me': 1 }],
])('%s that no database can keep is refused in words', async (what, body) => {
  const permission: Permission = { action: 'tests.keep', from: 'viewer', says: 'keep' };
  const run = vi.fn(() => Promise.resolve(done(null)));
  const route = commandRoute({ permission, input: z.unknown(), worldOf: wholeConsole, run });
  receiveRequest({ 'x-request-id': what });
  const response = await send(route, '/api/v1/tests/keep', body);
  expect([response.status, await response.json()]).toMatchObject([
    400,
    { kind: 'invalid', says: 'Leave out control characters: they cannot be seen.' },
  ]);
  const query = queryRouteWithIn(wholeConsole, z.unknown(), run);
  expect((await send(query, '/api/keep?name=a%00b')).status).toBe(400);
  expect(run).not.toHaveBeenCalled();
});

it('the time of a request is measured for the environment that it is of', async () => {
  receiveRequest({});
  const route = queryRoute(() => Promise.resolve(done('read')));
  await send(route, '/api/tests/read?environment=local');
  await send(route, '/api/tests/read?environment=elsewhere');
  await send(
    queryRouteIn(wholeConsole, () => Promise.resolve(done('read'))),
    '/api/tests/whole?environment=local',
  );
  const { text } = await metricsText();
  const counted = text
    .split('\n')
    .filter((line) => line.includes('seconds_count{route="/api/tests/'));
  const name = 'console_http_request_duration_seconds_count';
  expect(counted).toEqual([
    `${name}{route="/api/tests/read",status="200",environment="local"} 1`,
    `${name}{route="/api/tests/read",status="404"} 1`,
    `${name}{route="/api/tests/whole",status="200"} 1`,
  ]);
});

it.each(['thrown', 'returned'])(
  'a right that the account of the console lacks is none of who asks, %s',
  async (how) => {
    const fault = { kind: 'forbidden', says: 'Not us.', detail: ofOwnAccount } as const;
    receiveRequest({ 'x-request-id': how });
    const route = queryRoute(() => {
      if (how === 'thrown') throw new FaultError(fault);
      return Promise.resolve({ ok: false, fault });
    });
    const response = await send(route, '/api/tests/unseen?environment=local');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ kind: 'unavailable', says: 'Not us.' });
    expect(await database.rows('select 1 from audit where request_id = $1', [how])).toEqual([]);
  },
);

it.each(['begins', 'has begun'])(
  'a stream whose caller goes as it %s ends unread',
  async (when) => {
    const gone = new AbortController();
    let ended = 0;
    const lines = async function* () {
      try {
        for (;;) yield await Promise.resolve(1);
      } finally {
        ended += 1;
      }
    };
    const route = streamRouteWith(z.object({}), () => {
      if (when === 'begins') gone.abort();
      return Promise.resolve(done(lines()));
    });
    receiveRequest({ 'x-request-id': 'stream' });
    const request = new Request('http://localhost:3000/api/tests/stream', {
      headers: { authorization: `Bearer ${token}` },
      signal: gone.signal,
    });
    const response = await route(request, { params: Promise.resolve(undefined) });
    expect(response.status).toBe(200);
    gone.abort();
    await expect.poll(() => ended).toBe(1);
  },
);

it('what asks the search engine itself is 429 with words for who asks it too often', async () => {
  let asked = 0;
  const route = queryRoute(
    askedSeldom(() => {
      asked += 1;
      return Promise.resolve(done({ asked }));
    }),
  );
  receiveRequest({ 'x-request-id': 'often' });
  const statuses: number[] = [];
  for (let n = 0; n < 62; n++) statuses.push((await send(route, '/api/tests/asked')).status);
  expect([asked, statuses.filter((status) => status === 429)]).toEqual([60, [429, 429]]);
  const refused = await (await send(route, '/api/tests/asked')).text();
  expect(refused).toMatch(
    /"busy","says":"You have had .* too often .* Ask again in \d+ seconds?\."/,
  );
  expect(mayAsk({ id: 'somebody else' })).toMatchObject({ ok: true });

  const preview = commandAskedSeldom((_: null, { id }, at: number) =>
    Promise.resolve(done(`${id} ${String(at)}`)),
  );
  const actor = { id: 'writer', name: 'a', role: 'admin', requestId: 'often' } as const;
  const kinds = new Set<string>();
  for (let n = 0; n < 61; n++) {
    const answer = await preview(null, actor, n);
    kinds.add(answer.ok ? 'done' : `${String(n)} ${answer.fault.kind}`);
  }
  expect([...kinds]).toEqual(['done', '60 busy']);
});
