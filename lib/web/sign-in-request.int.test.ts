import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { createLog } from '#lib/platform/log.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { signInFrom } from './sign-in-request.ts';

it('says that the database is away, and logs nothing: anybody could fill the log', async () => {
  const database = await embeddedDatabase();
  let logged = '';
  const lines = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  const runtime = webRuntimeOver({ database, environments: ['local'] });
  const away = () =>
    Promise.reject(new FaultError({ kind: 'unavailable', says: 'The database is away.' }));
  const restore = installRuntime({
    ...runtime,
    world: { ...runtime.world, log: createLog('info', 'test', lines) },
    signInPace: { admit: away, admitOwner: away },
  });
  const given = { email: 'nobody@example.org', password: 'wrong' };
  expect(await signInFrom(new Headers(), given, 'away')).toEqual({
    ok: false,
    fault: { kind: 'unavailable', says: 'The database is away.' },
  });
  expect(logged).toBe('');
  restore();
  await database.close();
});
