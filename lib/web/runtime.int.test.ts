import { NextRequest } from 'next/server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#lib/platform/database/database.ts';
import type { OutsideService } from '#lib/platform/outside-service.ts';
import { embeddedDatabase } from '#lib/testing/platform/databases.ts';
import { signedInAdmin } from '#lib/testing/web/signed-in.ts';
import { installRuntime, webRuntimeOver } from '#lib/testing/web/web-runtime.ts';
import { guardRequest } from './guard-request.ts';
import { liveness, readiness } from './health.ts';
import { environmentOfPage } from './page-environment.ts';
import { consoleWorld, environmentWorld, scopeOfRefusals } from './runtime.ts';
import { openSession, sessionCookieName } from './open-session.ts';
import { cookiesOfNextAuth, sealSession, sessionCookie } from './session-token.ts';

describe('the runtime of a web process', () => {
  let database: Database;
  let restore: () => void = () => undefined;
  beforeAll(async () => {
    database = await embeddedDatabase();
  });
  afterEach(() => restore());
  afterAll(() => database.close());

  const over = (
    environments: readonly string[],
    facts: Omit<Parameters<typeof webRuntimeOver>[0], 'database' | 'environments'> = {},
  ): void => {
    restore = installRuntime(webRuntimeOver({ database, environments, ...facts }));
  };
  const guard = (path: string, headers: Record<string, string> = {}) =>
    guardRequest(new NextRequest(`http://localhost:3000${path}`, { headers }), false);
  const nameOf = (name?: string | null): string => {
    const world = environmentWorld(name);
    return world.ok ? world.value.environment.name : `${world.fault.kind}: ${world.fault.says}`;
  };

  it('needs no name where there is one environment', () => {
    over(['local']);
    expect([nameOf(undefined), nameOf(null), nameOf(''), nameOf('local')]).toEqual(
      Array(4).fill('local'),
    );
    expect(nameOf('prod')).toBe('not-found: This console does not run “prod”. It runs “local”.');
    expect(scopeOfRefusals().environment?.name).toBe('local');
  });

  it('wants a name where there are several, and records what has none for the console', () => {
    over(['preprod', 'training', 'prod']);
    expect(nameOf('training')).toBe('training');
    expect(nameOf(undefined)).toBe('invalid: Name the environment: preprod, training or prod.');
    expect(nameOf('local')).toContain('It runs “preprod”, “training” and “prod”.');
    expect(scopeOfRefusals()).toBe(consoleWorld());
  });

  it('never repeats more than a name of the request', () => {
    over(['local']);
    expect(nameOf('x'.repeat(10_000)).length).toBeLessThan(200);
  });

  it('leads a page that names no environment to the first of several', () => {
    over(['preprod', 'prod']);
    expect(environmentOfPage('/sync', '?state=failed')).toEqual({
      kind: 'elsewhere',
      address: '/sync?state=failed&environment=preprod',
    });
    expect(environmentOfPage('/sync', '?environment=prod')).toMatchObject({
      kind: 'found',
      world: { environment: { name: 'prod' } },
    });
    expect(environmentOfPage('/sync', '?environment=live')).toEqual({ kind: 'not-found' });
    restore();
    over(['local']);
    expect(environmentOfPage('/sync', '')).toMatchObject({ kind: 'found' });
  });

  describe('health', () => {
    const service = (
      name: string,
      environment: string | null,
      check: () => Promise<unknown>,
    ): OutsideService => ({
      id: name.toLowerCase(),
      name,
      adapter: 'a server',
      environment,
      isReal: true,
      check,
      timeLimitMs: 50,
    });
    const up = () => Promise.resolve();
    const down = () => Promise.reject(new Error('away'));
    const silent = () => new Promise(() => undefined);

    it('is ready while what all environments share answers', async () => {
      over(['a', 'b'], {
        services: [
          service('Database', null, up),
          service('Search', 'a', up),
          service('Search', 'b', silent),
        ],
      });
      const response = await readiness();
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({
        state: 'ready',
        parts: [
          { part: 'database', state: 'up' },
          { part: 'search', environment: 'a', state: 'up' },
          { part: 'search', environment: 'b', state: 'down' },
        ],
      });
    });

    it('is not ready without the database', async () => {
      over(['a'], { services: [service('Database', null, down)] });
      expect((await readiness()).status).toBe(503);
    });

    it('is live while every task makes progress, and names one that makes none', async () => {
      const nowMs = Date.now();
      const progress = { startedAtMs: nowMs - 600_000, stillAfterMs: 90_000 };
      over(['a'], { pulses: () => [{ ...progress, task: 'one', progressAtMs: nowMs }] });
      expect(liveness().status).toBe(200);
      restore();
      over(['a'], {
        pulses: () => [
          { ...progress, task: 'one', progressAtMs: nowMs },
          { ...progress, task: 'another', progressAtMs: nowMs - 90_001 },
        ],
      });
      const response = liveness();
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual({ state: 'still', stuck: ['another'] });
    });
  });

  describe('the guard of requests', () => {
    it('sends people without a session to sign in, and back to where they were', async () => {
      over(['local']);
      const response = await guard('/sync?environment=local&state=failed');
      expect(response.status).toBe(307);
      const to = new URL(response.headers.get('location') ?? '');
      expect(to.pathname).toBe('/sign-in');
      expect(to.searchParams.get('to')).toBe('/sync?environment=local&state=failed');
    });

    it('answers programs with 401 and an id', async () => {
      over(['local']);
      const response = await guard('/api/sync/runs');
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({
        kind: 'forbidden',
        id: response.headers.get('x-request-id'),
      });
    });

    it.each([
      ...['/sign-in', '/accessibility', '/api/health/live', '/api/v1/sync/start'],
      '/api/heartbeats/a-token',
    ])('lets %s pass without a session', async (path) => {
      over(['local']);
      expect((await guard(path)).status).toBe(200);
    });

    it.each(['/api/metricsx', '/api/authx', '/api/v1x', '/api/healthx/live', '/api/v1'])(
      'lets %s, which only begins like one of them, not pass',
      async (path) => {
        over(['local']);
        expect((await guard(path)).status).toBe(401);
      },
    );

    it('takes forms from its own pages alone, and no made-up action', async () => {
      over(['local']);
      const post = async (headers: Record<string, string>, method = 'POST') => {
        const url = 'http://localhost:3000/sign-in';
        return (await guardRequest(new NextRequest(url, { method, headers }), false)).status;
      };
      const origin = 'http://localhost:3000';
      expect(await post({ origin })).toBe(200);
      expect(await post({ origin, 'next-action': '0'.repeat(42) })).toBe(200);
      expect(await post({})).toBe(403);
      expect(await post({ origin: 'http://elsewhere.example' })).toBe(403);
      expect(await post({ origin, 'next-action': 'forged line' })).toBe(403);
      expect(await post({ 'next-action': '0'.repeat(42) }, 'GET')).toBe(403);
    });

    it('has on record whose form or action it refused, and nothing of others', async () => {
      over(['local']);
      const { cookie, email } = await signedInAdmin();
      const refused = async (headers: Record<string, string>): Promise<string> => {
        const url = 'http://localhost:3000/sync?reason=1234567';
        const request = new NextRequest(url, { method: 'POST', headers });
        const answer = await guardRequest(request, false);
        expect(answer.status).toBe(403);
        return answer.headers.get('x-request-id') ?? '';
      };
      const origin = 'https://elsewhere.example';
      const forged = { cookie, origin: 'http://localhost:3000', 'next-action': 'forged line' };
      const first = await refused({ cookie, origin, 'x-forwarded-for': '192.0.2.7' });
      // One a minute and person.
      await refused(forged);
      await refused({ origin });
      await refused({ origin, cookie: `${cookie}x` });
      const rows = await database.rows(
        `select * from audit where action = 'access.write' order by id`,
      );
      expect(rows).toMatchObject([
        {
          actor: email,
          outcome: 'denied',
          address: '192.0.2.7',
          target: 'unknown',
          environment: 'local',
          request_id: first,
        },
      ]);
      expect(JSON.stringify(rows)).not.toMatch(/1234567|elsewhere|forged/);
    });

    it('lets an action say that nobody is signed in; a form goes to sign in', async () => {
      over(['local']);
      const post = (headers: Record<string, string>) =>
        guardRequest(
          new NextRequest('http://localhost:3000/sync', {
            method: 'POST',
            headers: { origin: 'http://localhost:3000', ...headers },
          }),
          false,
        );
      expect((await post({ 'next-action': '0'.repeat(42) })).status).toBe(200);
      const form = await post({});
      expect(form.status).toBe(303);
      expect(form.headers.get('location')).toBe('http://localhost:3000/sign-in?to=%2Fsync');
    });

    it('lets a session pass, and no forged one', async () => {
      over(['local']);
      const name = sessionCookieName('http://localhost:3000');
      const sealed = await sealSession('a session');
      expect((await guard('/sync', { cookie: `${name}=${sealed}` })).status).toBe(200);
      expect((await guard('/sync', { cookie: `${name}=${sealed.slice(0, -3)}` })).status).toBe(307);
    });

    it('leads a page of the navigation to the first environment, and no deeper one', async () => {
      over(['preprod', 'prod']);
      const cookie = `${sessionCookieName('http://localhost:3000')}=${await sealSession('who')}`;
      const response = await guard('/sync?state=failed', { cookie });
      expect(response.status).toBe(307);
      expect(response.headers.get('location')).toBe(
        'http://localhost:3000/sync?state=failed&environment=preprod',
      );
      expect((await guard('/sync/prod-12', { cookie })).status).toBe(200);
      expect((await guard('/sync?environment=prod', { cookie })).status).toBe(200);
      expect((await guard('/sync?environment=live', { cookie })).status).toBe(404);
    });

    it('has no page of its framework at an address', async () => {
      over(['local']);
      const cookie = `${sessionCookieName('http://localhost:3000')}=${await sealSession('who')}`;
      for (const where of ['/_global-error', '/_global-error.rsc', '/_not-found', '/_error?a=b'])
        expect([where, (await guard(where, { cookie })).status]).toEqual([where, 404]);
      expect((await guard('/_errors', { cookie })).status).toBe(200);
    });

    it('gives every response a policy with a new nonce, and HSTS where it is secure', async () => {
      over(['local']);
      const [first, second] = [await guard('/sign-in'), await guard('/sign-in')];
      const policies = [first, second].map((one) => one.headers.get('content-security-policy'));
      expect(policies[0]).toContain("script-src 'self' 'nonce-");
      expect(policies[0]).not.toBe(policies[1]);
      expect(first.headers.has('strict-transport-security')).toBe(false);
      restore();
      over(['local'], { baseUrl: 'https://console.example.org' });
      expect((await guard('/sign-in')).headers.has('strict-transport-security')).toBe(true);
    });
  });

  describe('the session cookie', () => {
    it('is opened with the secret that sealed it alone', async () => {
      over(['local']);
      const sealed = await sealSession('who:what');
      expect(await openSession(sealed)).toBe('who:what');
      expect(await openSession('nonsense')).toBeNull();
      const runtime = webRuntimeOver({ database, environments: ['local'] });
      restore();
      restore = installRuntime({
        ...runtime,
        sessionSecret: 'another secret that is long enough too',
      });
      expect(await openSession(sealed)).toBeNull();
    });

    it('is cleared with what it was set with', () => {
      expect(sessionCookie('https://console.example.org')).toMatchObject({
        name: '__Host-next-auth.session-token',
        secure: true,
        path: '/',
      });
      expect(sessionCookie('http://localhost:3000')).toMatchObject({ secure: false });
    });

    it('can be set over https by this host alone, and is the one of next-auth too', () => {
      const baseUrl = 'https://console.example.org';
      const own = cookiesOfNextAuth(baseUrl);
      for (const { name, options } of Object.values(own)) {
        expect(name).toMatch(/^__Host-next-auth\./);
        expect(options).toMatchObject({ secure: true, httpOnly: true, path: '/' });
        expect(options).not.toHaveProperty('domain');
      }
      expect(own.sessionToken.name).toBe(sessionCookieName(baseUrl));
      expect(sessionCookieName('http://localhost:3000')).toBe('next-auth.session-token');
    });

    it('is none under the name that other hosts of the domain can set', async () => {
      over(['local'], { baseUrl: 'https://console.example.org' });
      const sealed = await sealSession('a session');
      const page = (name: string) =>
        guard('/sync', { cookie: `${name}next-auth.session-token=${sealed}` });
      for (const name of ['__Secure-', '']) {
        const response = await page(name);
        expect([response.status, response.headers.get('location')]).toEqual([
          307,
          expect.stringContaining('/sign-in?to=%2Fsync'),
        ]);
      }
      expect((await page('__Host-')).status).toBe(200);
    });
  });
});
