import { NextRequest } from 'next/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { handleAuth } from './handle-auth.ts';

describe('what next-auth would fail on', () => {
  let restore: () => void;
  beforeAll(() => {
    // What is refused before next-auth is asked reads nothing.
    const database = {} as Database;
    restore = installRuntime(webRuntimeOver({ database, environments: ['local'] }));
  });
  afterAll(() => restore());

  interface Sent {
    readonly method?: string;
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }
  const request = (path: string, { headers, ...init }: Sent = {}) =>
    handleAuth(
      new NextRequest(`http://localhost:3000/api/auth/${path}`, {
        ...init,
        headers: { 'x-request-id': 'the-id', ...headers },
      }),
      { params: Promise.resolve({ nextauth: (path.split('?')[0] ?? '').split('/') }) },
    );
  const json = (body: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  it.each(['javascript:alert(1)', 'nowhere', 'http://'])(
    'is refused where %s is the way on',
    async (way) => {
      for (const asked of [
        request(`session?callbackUrl=${encodeURIComponent(way)}`),
        request(`csrf?callbackUrl=/&callbackUrl=${encodeURIComponent(way)}`),
        request('session', { headers: { cookie: `next-auth.callback-url=${way}` } }),
      ]) {
        const answer = await asked;
        expect(answer.status).toBe(400);
        expect(await answer.json()).toMatchObject({ kind: 'invalid', id: 'the-id' });
        expect(answer.headers.get('set-cookie')).toMatch(/^next-auth\.callback-url=;.*Max-Age=0/);
      }
    },
  );

  it.each([[{ callbackUrl: { a: 1 } }], [{ callbackUrl: 5 }], [null], ['x'], [[]]])(
    'is refused as the body %j',
    async (body) => {
      for (const path of ['callback/credentials', 'signout'])
        expect((await request(path, json(body))).status).toBe(400);
    },
  );

  it('is refused where a page of another origin sends it', async () => {
    for (const path of ['callback/credentials', 'signout']) {
      const { headers, ...rest } = json({});
      const sent = { ...rest, headers: { ...headers, origin: 'https://elsewhere.example' } };
      expect((await request(path, sent)).status).toBe(403);
    }
  });

  it('leads a form that was refused back to the page that says why, whatever it says', async () => {
    for (const kind of ['forbidden', 'busy', '//elsewhere.example', 'a\r\nset-cookie: a=b']) {
      const answer = await request(`error?error=${encodeURIComponent(kind)}`);
      const where = new URL(answer.headers.get('location') ?? '');
      expect([
        answer.status,
        where.origin,
        where.pathname,
        where.searchParams.get('error'),
      ]).toEqual([303, 'http://localhost:3000', '/sign-in', kind]);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });
});
