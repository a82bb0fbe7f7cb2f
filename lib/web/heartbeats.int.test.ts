import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { tokenHash } from '#lib/platform/process/token.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { HeartbeatReport, takeReport } from '#lib/status/index.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { receiveRequest } from '#lib/testing/web/next-request.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { metrics } from './metrics.ts';
import { askedHereHeader } from './receive-request.ts';
import { reportRoute } from './routes.ts';

vi.mock('next/headers', () => import('#lib/testing/web/next-request.ts'));

const token = 'a-token-that-nobody-guesses';
let database: Database;
let restore: () => void;
beforeAll(async () => {
  database = await embeddedDatabase();
  const heartbeats = [{ probe: 'heartbeat:local:Export', hash: tokenHash(token), until: null }];
  restore = installRuntime(webRuntimeOver({ database, environments: ['local'], heartbeats }));
});
afterAll(async () => {
  restore();
  await database.close();
});

const route = reportRoute(HeartbeatReport, ({ database: where, environments }, shown, report) =>
  takeReport(
    { database: where, heartbeats: environments.flatMap(({ heartbeats }) => heartbeats) },
    shown,
    report,
  ),
);
async function send(shown: string, body: string): Promise<readonly [number, unknown]> {
  receiveRequest({ 'x-request-id': 'report' });
  const address = `http://localhost:3000/api/heartbeats/${shown}`;
  const response = await route(new Request(address, { method: 'POST', body }), {
    params: Promise.resolve({ token: shown }),
  });
  return [response.status, await response.json()];
}

it('a job reports with its token alone, and its token is in no measure', async () => {
  expect(await send(token, '{"state":"end","exit":0,"counts":{"rows":3}}')).toMatchObject([
    200,
    { taken: true },
  ]);
  expect(await database.rows('select probe, state, exit, counts from heartbeat_report')).toEqual([
    { probe: 'heartbeat:local:Export', state: 'end', exit: 0, counts: { rows: 3 } },
  ]);
  receiveRequest({ [askedHereHeader]: '1' });
  const measured = await (await metrics()).text();
  expect(measured).not.toContain(token);
});

it.each([
  ['another-token-of-nobody', '{"state":"end"}', 404, 'not-found'],
  [token, '{"state":"stop"}', 400, 'invalid'],
  [token, 'done', 400, 'invalid'],
  [token, ' '.repeat(5_000) + '{"state":"end"}', 400, 'invalid'],
  [token, '{"state":"end","at":"2999-01-01T00:00:00Z"}', 400, 'invalid'],
  [token, '{"state":"\\u0000"}', 400, 'invalid'],
])('%s with %s is %i', async (shown, body, status, kind) => {
  expect(await send(shown, body)).toMatchObject([status, { kind, id: 'report' }]);
});
