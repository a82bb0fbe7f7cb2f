import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { Permission } from '#lib/access/index.ts';
import { done, FaultError, ofOwnAccount, refuse, type Result } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { receiveRequest } from '#lib/testing/web/next-request.ts';
import { signedInAdmin } from '#lib/testing/web/signed-in.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { defineAction } from './define-action.ts';
import { boundless } from './fault-words.ts';
import { environmentWorld } from './runtime.ts';

const refreshed = vi.hoisted(() => vi.fn());
vi.mock('next/headers', () => import('#lib/testing/web/next-request.ts'));
vi.mock('next/cache', () => ({ revalidatePath: refreshed }));

const origin = 'http://localhost:3000';
const permission: Permission = {
  action: 'tests.act',
  from: 'viewer',
  says: 'act',
  // The password of the first admin was made for them.
  needsNoOwnPassword: true,
};

describe('a server action', () => {
  let database: Database;
  let restore: () => void;
  let cookie: string;
  let email: string;
  let requests = 0;
  let id = '';

  beforeAll(async () => {
    database = await embeddedDatabase();
    restore = installRuntime(webRuntimeOver({ database, environments: ['north', 'south'] }));
    ({ cookie, email } = await signedInAdmin());
  });
  afterAll(async () => {
    restore();
    await database.close();
  });
  beforeEach(() => {
    refreshed.mockClear();
  });

  /** A request of its own, from a page of ours unless `given` says otherwise. */
  const receive = (given: Readonly<Record<string, string>> = {}): void => {
    id = `request-${++requests}`;
    receiveRequest({ cookie, origin, 'x-request-id': id, ...given });
  };
  const act = defineAction({
    permission,
    input: z.object({
      environment: z.string(),
      does: z.enum(['well', 'refuses', 'throws a fault', 'is not let', 'breaks']),
      sure: z.boolean().default(false),
    }),
    worldOf: ({ environment }) => environmentWorld(environment),
    run: (world, actor, input): Promise<Result<unknown>> => {
      const did = { environment: world.environment.name, actor, sure: input.sure };
      switch (input.does) {
        case 'well':
          return Promise.resolve(done(did));
        case 'refuses':
          return Promise.resolve(refuse('conflict', 'Somebody else is at it.', { run: 'north-1' }));
        case 'throws a fault':
          throw new FaultError({ kind: 'busy', says: 'Not now.' });
        case 'is not let':
          throw new FaultError({ kind: 'forbidden', says: 'Not us.', detail: ofOwnAccount });
        case 'breaks':
          throw new Error('password=hunter2');
      }
    },
  });
  const formOf = (fields: Readonly<Record<string, string>>): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return form;
  };
  const auditOf = (request: string) =>
    database.rows(
      'select actor, action, environment, outcome, fault from audit where request_id = $1',
      [request],
    );

  it('runs for the person of the session, and refreshes the pages', async () => {
    receive({ 'x-forwarded-for': '192.0.2.7' });
    const result = await act(null, { environment: 'south', does: 'well' });
    expect(result).toMatchObject({
      ok: true,
      id,
      value: { environment: 'south', sure: false, actor: { name: email, requestId: id } },
    });
    expect(refreshed).toHaveBeenCalledExactlyOnceWith('/', 'layout');
  });

  it('reads a form as it reads an input', async () => {
    receive();
    expect(
      await act(null, formOf({ environment: 'north', does: 'well', 'is:sure': 'on' })),
    ).toMatchObject({
      ok: true,
      value: { environment: 'north', sure: true },
    });
  });

  it('refuses an input whose parts are in one another more often than it has bytes', async () => {
    receive();
    let often: unknown = 'end';
    for (let depth = 0; depth < 18; depth += 1) often = { a: often, b: often };
    // `often` is beside what the command reads, which would leave it out.
    const input = { environment: 'north', does: 'well' as const, often };
    expect(await act(null, input)).toEqual({ ok: false, fault: boundless, id });
    expect(await auditOf(id)).toMatchObject([{ outcome: 'failed' }]);
  });

  it.each([
    ['refuses', 'conflict', 'Somebody else is at it.'],
    ['throws a fault', 'busy', 'Not now.'],
    ['is not let', 'unavailable', 'Not us.'],
  ] as const)('says why where the command %s, and refreshes nothing', async (does, kind, says) => {
    receive();
    const result = await act(null, { environment: 'north', does });
    expect(result).toMatchObject({ ok: false, id, fault: { kind, says } });
    expect(refreshed).not.toHaveBeenCalled();
  });

  it('says of a bug only that it is ours, with the id to quote', async () => {
    receive();
    const result = await act(null, { environment: 'north', does: 'breaks' });
    expect(result).toMatchObject({ ok: false, id, fault: { kind: 'unavailable' } });
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it.each([
    ['a foreign page', { origin: 'https://elsewhere.example' }, 'north', 'forbidden', 'denied'],
    ['an input without a value', {}, '', 'invalid', 'failed'],
    ['an environment that is not there', {}, 'east', 'not-found', 'failed'],
  ] as const)('refuses %s before the command, on record', async (_, given, name, kind, outcome) => {
    receive(given);
    const form = formOf({ environment: name, does: 'well' });
    expect(await act(null, form)).toMatchObject({ ok: false, id, fault: { kind } });
    expect(await auditOf(id)).toMatchObject([
      { actor: email, action: 'tests.act', environment: 'console', outcome, fault: { kind } },
    ]);
  });

  it('looks at no input of whoever may not do it, and says so on record', async () => {
    const read = vi.fn();
    const refusing = defineAction({
      permission: { action: 'tests.unread', from: 'admin', says: 'act' },
      input: z.unknown().transform(read),
      worldOf: () => environmentWorld('north'),
      run: () => Promise.resolve(done(null)),
    });
    receive();
    expect(await refusing(null, formOf({}))).toMatchObject({
      ok: false,
      fault: { kind: 'forbidden' },
    });
    expect(read).not.toHaveBeenCalled();
    expect(await auditOf(id)).toMatchObject([{ actor: email, outcome: 'denied' }]);
  });

  it('tells what is wrong with each field, and repeats nothing that was sent', async () => {
    receive();
    const result = await act(null, formOf({ does: 'hunter2', sure: 'hunter2' }));
    expect(result).toMatchObject({
      fault: {
        kind: 'invalid',
        fields: {
          environment: 'Give it a value.',
          does: 'Choose well, refuses, throws a fault, is not let or breaks.',
          sure: 'This must be true or false.',
        },
      },
    });
    expect(JSON.stringify([result, await auditOf(id)])).not.toContain('hunter2');
  });

  it('records of those who are signed out one row a minute and address', async () => {
    const says = 'You have been signed out. Nothing was done.';
    const ids: string[] = [];
    for (let time = 0; time < 3; time++) {
      receive({ cookie: '', 'x-forwarded-for': '192.0.2.8' });
      ids.push(id);
      expect(await act(null, { environment: 'north', does: 'well' })).toMatchObject({
        ok: false,
        fault: { kind: 'forbidden', says, detail: { signedOut: true } },
      });
    }
    const rows = await Promise.all(ids.map(auditOf));
    expect(rows.map(({ length }) => length)).toEqual([1, 0, 0]);
    receive({ cookie: '', 'x-forwarded-for': '192.0.2.9' });
    await act(null, { environment: 'north', does: 'well' });
    expect(await auditOf(id)).toMatchObject([
      { actor: 'nobody', outcome: 'denied', fault: { says: `${says} (2 more suppressed.)` } },
    ]);
  });
});
