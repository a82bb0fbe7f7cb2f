import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Permission } from '#lib/access/index.ts';
import type { StaleEdit } from '#lib/kernel/form-fields.ts';
import { tokenHash } from '#lib/platform/process/token.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { receiveRequest } from '#lib/testing/web/next-request.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { commandRoute } from './routes.ts';
import { wholeConsole } from './runtime.ts';

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
  const request = new Request('http://localhost:3000/api/v1/tests/edit', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ version: 6 }),
  });
  const response = await route(request, { params: Promise.resolve(undefined) });
  expect([response.status, await response.json()]).toEqual([
    409,
    { kind: 'conflict', says: 'It was changed meanwhile.', stale, id: 'edit' },
  ]);
});
