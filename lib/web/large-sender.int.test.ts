import { afterAll, beforeAll, expect, it } from 'vitest';
import { tokenHash } from '#lib/platform/process/token.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { largeSenderOf } from './large-sender.ts';
import { sealSession } from './session-token.ts';

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

it('something large is taken of those alone who could be let in', async () => {
  const sealed = `next-auth.session-token=${await sealSession('of-one')}`;
  const authorization = `Bearer ${token}`;
  expect(await largeSenderOf({ cookie: `a=b; ${sealed}; c=d` })).toBe('session of-one');
  expect(await largeSenderOf({ authorization })).toBe('token');
  for (const headers of [
    {},
    { cookie: 'a=b' },
    { cookie: 'next-auth.session-token=' },
    { cookie: `${sealed.slice(0, -9)}AAAAAAAAA` },
    { cookie: sealed, authorization: `Bearer ${'x'.repeat(43)}` },
    { authorization: '' },
  ])
    expect(await largeSenderOf(headers)).toBe(null);
});
