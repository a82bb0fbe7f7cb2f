import { Writable } from 'node:stream';
import { notFound, redirect } from 'next/navigation';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultError, type FaultKind } from '#lib/kernel/result.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { receiveRequest } from '#lib/testing/web/next-request.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { inTurnOf } from './costly-read.ts';
import { guardPage } from './guard-page.ts';
import { webRuntime } from './runtime.ts';

vi.mock('next/headers', () => import('#lib/testing/web/next-request.ts'));

const longMs = 1_000_000;
const secret = 'postgres://app:hunter2@db';
let logged: string;
let restore: () => void;

beforeEach(() => {
  logged = '';
  const lines = new Writable({
    write(chunk, _encoding, written) {
      logged += String(chunk);
      written();
    },
  });
  // Nothing here reads or writes.
  const nothing = {
    answeredWithin: (_ms: number, work: () => Promise<unknown>) => work(),
    answeredFromNow: (work: () => Promise<unknown>) => work(),
  };
  const runtime = webRuntimeOver({
    // Nothing else of it is used here.
    database: nothing as Pick<Database, keyof typeof nothing> as Database,
    environments: ['local'],
  });
  restore = installRuntime({
    ...runtime,
    world: { ...runtime.world, log: createLog('info', 'test', lines) },
  });
  receiveRequest({ 'x-request-id': 'the-id', 'x-client-request-id': 'id-of-theirs' });
});
afterEach(() => restore());

const page = (
  work: () => Promise<string>,
  withinMs: number,
  standIn: { readonly whileAway?: () => string } = { whileAway: () => 'away' },
) => guardPage({ name: 'a page', withinMs, ...standIn }, work)({});
const fault = (kind: FaultKind) => () => Promise.reject(new FaultError({ kind, says: secret }));
const never = () => new Promise<string>(() => undefined);

describe('the guard of a page', () => {
  it('shows what the page is', async () => {
    expect(await page(() => Promise.resolve('the page'), longMs)).toBe('the page');
  });

  it.each([
    ['the database is away', fault('unavailable')],
    ['it is too busy', fault('busy')],
    ['it does not answer in time', never],
  ])('waits in its place while %s, and logs nothing', async (_, work) => {
    expect(await page(work, 1)).toBe('away');
    expect(logged).toBe('');
  });

  it.each([
    ['a bug', () => Promise.reject(new TypeError(secret)), longMs, undefined],
    ['a fault that does not pass', fault('not-found'), longMs, undefined],
    ['a time limit without a stand-in', never, 1, {}],
  ])('makes of %s an id alone; the log knows more', async (_, work, withinMs, standIn) => {
    const failed = await page(work, withinMs, standIn).catch((error: unknown) => error);
    expect(failed).toMatchObject({ digest: 'the-id' });
    const shown = failed instanceof Error ? `${failed.message} ${failed.stack ?? ''}` : '';
    expect(shown).toContain('the-id');
    expect(shown).not.toContain('hunter2');
    expect(failed).not.toHaveProperty('cause');
    expect(logged).toContain(
      '"where":"a page","requestId":"the-id","clientRequestId":"id-of-theirs"',
    );
    expect(logged).not.toContain('hunter2');
  });

  describe('of a page that waits for its turn', () => {
    let release: () => void;
    beforeEach(() => {
      vi.useFakeTimers();
      const until = new Promise<void>((resolve) => (release = resolve));
      for (let n = 0; n < 4; n++) void webRuntime().costlyReads.take('others', () => until);
    });
    afterEach(() => {
      release();
      vi.useRealTimers();
    });
    const waiting = (work: () => Promise<string>) =>
      guardPage(
        { name: 'a page', withinMs: 1_000, whileAway: (why) => why?.kind ?? 'no answer' },
        () => inTurnOf({ id: 'one' }, work),
      )({});

    it('counts the time from its turn on', async () => {
      const shown = waiting(() => Promise.resolve('the page'));
      await vi.advanceTimersByTimeAsync(3_000);
      release();
      expect(await shown).toBe('the page');
    });

    it('says that it does not answer where it has its turn and does not', async () => {
      const shown = waiting(never);
      await vi.advanceTimersByTimeAsync(3_000);
      release();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await shown).toBe('no answer');
    });

    it('says that others are read for where its turn does not come', async () => {
      const shown = waiting(() => Promise.resolve('the page'));
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await shown).toBe('busy');
    });
  });

  it.each([
    ['a redirect', () => redirect('/sign-in'), 'NEXT_REDIRECT'],
    ['a page that is not there', () => notFound(), 'NEXT_HTTP_ERROR_FALLBACK;404'],
  ])('lets %s pass to Next', async (_, signal, digest) => {
    const passed = page(() => Promise.resolve().then(signal), longMs);
    await expect(passed).rejects.toHaveProperty('digest', expect.stringContaining(digest));
    expect(logged).toBe('');
  });
});
