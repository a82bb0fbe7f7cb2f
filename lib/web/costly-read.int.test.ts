import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Actor } from '#lib/access/index.ts';
import { done } from '#lib/kernel/result.ts';
import { localAccessOf } from '#lib/platform/process/local-access.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { receiveRequest } from '#lib/testing/web/next-request.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { asksForMany, commandInTurn, inTurn, inTurnOf } from './costly-read.ts';
import { queryRouteIn } from './routes.ts';
import { wholeConsole } from './runtime.ts';

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

function held() {
  let release: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  return { until, release };
}

const request = (signal?: AbortSignal): Request =>
  new Request('http://localhost:3000/api/tests/much', {
    headers: { authorization: `Bearer ${token}` },
    ...(signal && { signal }),
  });
const context = { params: Promise.resolve(undefined) };

it('of two hundred at once a few are read, and the others are refused in words', async () => {
  receiveRequest({ 'x-request-id': 'much' });
  const gate = held();
  let atOnce = 0;
  let most = 0;
  const route = queryRouteIn(
    wholeConsole,
    inTurn(async () => {
      most = Math.max(most, ++atOnce);
      await gate.until;
      atOnce--;
      return done('read');
    }),
  );
  const answers = Array.from({ length: 200 }, () => route(request(), context));
  const refused: Response[] = [];
  for (const answer of answers)
    void answer.then((response) => {
      if (response.status === 429) refused.push(response);
      if (refused.length === 192) gate.release();
    });
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(8);
  expect(statuses.filter((status) => status === 429)).toHaveLength(192);
  expect(await refused[0]?.text()).toContain('"kind":"busy","says":"You have asked for much');
  expect(most).toBe(4);
});

it('what nobody waits for any more is not begun', async () => {
  receiveRequest({ 'x-request-id': 'gone' });
  const gone = new AbortController();
  gone.abort();
  let begun = 0;
  const query = inTurn(() => Promise.resolve(done(++begun)));
  await queryRouteIn(wholeConsole, query)(request(gone.signal), context);
  expect(begun).toBe(0);
});

it('a page is refused with the same words, and a page of a list takes no turn', async () => {
  const gate = held();
  const taken = Array.from({ length: 8 }, () => inTurnOf({ id: 'one' }, () => gate.until));
  await expect(inTurnOf({ id: 'one' }, () => gate.until)).rejects.toMatchObject({
    fault: { kind: 'busy' },
  });
  type Asking = Parameters<ReturnType<typeof inTurn>>[0];
  const query = inTurn(
    (_: Asking, { limit }: { readonly limit: number }) => Promise.resolve(done(limit)),
    asksForMany({ pageSize: 50 }),
  );
  const asking = { actor: { id: 'one' }, signal: new AbortController().signal };
  expect(await query(asking, { limit: 50 })).toEqual(done(50));
  expect(await query(asking, { limit: 51 })).toMatchObject({ fault: { kind: 'busy' } });
  gate.release();
  await Promise.all(taken);
  expect(await query(asking, { limit: 51 })).toEqual(done(51));
});

it('a command that finds no place is on record', async () => {
  receiveRequest({ 'x-request-id': 'no-place' });
  const gate = held();
  const actor: Actor = { id: 'one', name: 'one@example.org', role: 'admin', requestId: 'no-place' };
  const taken = Array.from({ length: 8 }, () => inTurnOf(actor, () => gate.until));
  const permission = { action: 'tests.much', from: 'admin', says: 'do much' } as const;
  const run = vi.fn(() => Promise.resolve(done(null)));
  const command = commandInTurn(permission, run);
  expect(await command(null, actor, null)).toMatchObject({ fault: { kind: 'busy' } });
  expect(run).not.toHaveBeenCalled();
  const rows = await database.rows(
    `select actor, outcome, request_id from audit where action = 'tests.much'`,
  );
  expect(rows).toEqual([{ actor: actor.name, outcome: 'failed', request_id: 'no-place' }]);
  gate.release();
  await Promise.all(taken);
  expect(await command(null, actor, null)).toEqual(done(null));
});
