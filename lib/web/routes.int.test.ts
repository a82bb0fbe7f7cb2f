import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Permission } from '#lib/access/index.ts';
import { done } from '#lib/kernel/result.ts';
import type { StaleEdit } from '#lib/kernel/form-fields.ts';
import { metricsText } from '#lib/platform/metrics.ts';
import { tokenHash } from '#lib/platform/process/token.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { receiveRequest } from '#lib/testing/web/next-request.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { askedSeldom, commandAskedSeldom, mayAsk } from './ask-limit.ts';
import { commandRoute, queryRoute, queryRouteIn } from './routes.ts';
import { wholeConsole } from './runtime.ts';
import { streamRouteWith } from './stream-route.ts';

vi.mock('next/headers', () => import('#lib/testing/web/next-request.ts'));

const token = 'a-token-of-tests-that-is-long-enough';
let database: Database;
let restore: () => void;
beforeAll(async () => {
  database = await embeddedDatabase();
  const runtime = webRuntimeOver({ database, environments: ['local'] });
  restore = installRuntime({ ...runtime, localTokenHash: tokenHash(token) });
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
