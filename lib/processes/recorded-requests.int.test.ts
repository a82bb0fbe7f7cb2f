import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPglite } from '#lib/platform/database/database.ts';
import {
  beginOverHttp,
  buildOnce,
  signInOverHttp,
  startConsole,
  temporaryFolder,
} from '#lib/testing/processes/running-console.ts';

interface Row {
  readonly action: string;
  readonly actor: string;
  readonly target: string;
  readonly outcome: string;
  readonly address: string | null;
  readonly says: string | null;
}

/** Of requests that come through one proxy, and of what their senders make up. */
describe('the audit of a console behind one proxy', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let rows: readonly Row[] = [];
  let ofFramework = '';
  let refusedWrites: readonly number[] = [];

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    const running = await startConsole({
      DATA_DIR: folder.folder,
      FIRST_RUN: 'off',
      SYNTHETIC_TRAINEES: '100',
      TRUSTED_PROXIES: '1',
      FIRST_ADMIN_EMAIL: 'first@example.org',
    });
    const from = (client: string, ...invented: string[]) => ({
      'x-forwarded-for': [...invented, client].join(', '),
    });
    const read = (where: string, headers: Record<string, string>) =>
      fetch(running.address + where, { headers, redirect: 'manual' });
    const admin = await beginOverHttp(running.address, running.account);
    const viewer = { email: 'viewer@example.org', role: 'viewer' };
    const added = await fetch(`${running.address}/api/v1/people/add`, {
      method: 'POST',
      headers: {
        cookie: admin,
        origin: running.address,
        'content-type': 'application/json',
        ...from('192.0.2.1', '203.0.113.1'),
      },
      body: JSON.stringify(viewer),
    });
    // The route's own shape.
    const { password } = (await added.json()) as { password: string };
    const account = { email: viewer.email, password };
    const made = await signInOverHttp(running.address, account);
    await read('/api/people/list', { cookie: made ?? '', ...from('192.0.2.2') });
    const cookie = await beginOverHttp(running.address, account);
    // A page that polls what it may not.
    for (let time = 0; time < 3; time += 1)
      await read('/api/people/list', { cookie, ...from('192.0.2.3', '198.51.100.1') });
    // Nobody we know, who says to be somebody else each time.
    for (let time = 0; time < 40; time += 1)
      await read('/api/sync/runs', from('192.0.2.4', `10.0.0.${time}`, 'nonsense\t'));
    for (let time = 0; time < 8; time += 1)
      await signInOverHttp(running.address, {
        email: `nobody-${time}@example.org`,
        password: 'wrong',
      });
    const post = (where: string, more: Record<string, string>, body: string) =>
      fetch(running.address + where, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, ...from('192.0.2.6', '203.0.113.1'), ...more },
        body,
      });
    const foreign = { origin: 'https://elsewhere.example' };
    const own = { origin: running.address };
    const action = { ...own, 'next-action': '0'.repeat(42) };
    const multipart = { ...own, 'content-type': 'multipart/form-data; boundary=x' };
    refusedWrites = [
      await post('/sync', foreign, 'a=b'),
      await post('/api/auth/signout', foreign, 'a=b'),
      await post('/sync', action, '[]'),
      await post('/sync', multipart, '--x\r\nContent-Disp'),
      await post('/sync', own, 'x'.repeat(200_000)),
      await post('/%', own, 'a=b'),
    ].map(({ status }) => status);
    const page = await read('/_global-error', { cookie });
    ofFramework = `${String(page.status)} ${page.headers.get('cache-control') ?? ''}`;
    const asked = await read('/api/auth/csrf', { cookie });
    const csrf = asked.headers.getSetCookie().map((one) => one.split(';')[0]);
    // next-auth's documented response.
    const { csrfToken } = (await asked.json()) as { csrfToken: string };
    await fetch(`${running.address}/api/auth/signout`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: [cookie, ...csrf].join('; '), ...from('192.0.2.5') },
      body: new URLSearchParams({ csrfToken }),
    });
    await running.stop();

    const database = await openPglite(path.join(folder.folder, 'database'));
    rows = await database.rows<Row>(
      `select action, actor, target, outcome, address, fault->>'says' as says
       from audit order by id`,
    );
    await database.close();
  }, 240_000);
  afterAll(() => folder.remove());

  const of = (action: string, actor: string) =>
    rows.filter((row) => row.action === action && row.actor === actor);

  it('has the client that the trusted proxy has seen, and nothing that the client says', () => {
    expect(of('people.manage', 'first@example.org')).toMatchObject([
      { target: 'viewer@example.org', outcome: 'done', address: '192.0.2.1' },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/203\.0\.113|198\.51\.100|10\.0\.0|nonsense/);
  });

  it('has where somebody signed out, by the route of next-auth too', () => {
    expect(of('access.sign-out', 'viewer@example.org')).toMatchObject([
      { outcome: 'denied', address: '192.0.2.6' },
      { outcome: 'done', address: '192.0.2.5' },
    ]);
  });

  it('has refused reads, once a minute and person', () => {
    const refused = of('access.read', 'viewer@example.org');
    expect(refused).toMatchObject([
      { target: '/api/people/list', outcome: 'denied', address: '192.0.2.2' },
    ]);
  });

  it('is of pages that nobody keeps, those of its framework too', () => {
    expect(ofFramework).toMatch(/^404 .*no-store/);
  });

  it('has what somebody sent that no action was reached by, whoever refused it', () => {
    expect(refusedWrites).toEqual([403, 403, 409, 400, 413, 400]);
    const refused = of('access.write', 'viewer@example.org');
    // Nobody waits for the record, so that one may overtake another.
    expect(refused.map(({ outcome, says }) => `${outcome}: ${says ?? ''}`).sort()).toEqual([
      'denied: This request does not come from a page of this console.',
      'failed: Send at most 128 KB.',
      'failed: This console has no such form or action. Nothing was done.',
      'failed: This form or action cannot be read. Nothing was done.',
      'failed: This request cannot be read.',
    ]);
    expect(new Set(refused.map(({ address }) => address))).toEqual(new Set(['192.0.2.6']));
  });

  it('is not blinded by whoever makes up where they come from', () => {
    expect(of('access.read', 'nobody')).toMatchObject([
      { target: 'unknown', outcome: 'denied', address: '192.0.2.4' },
    ]);
    const [first, ...later] = of('access.sign-in', 'nobody');
    expect(first?.says).toMatch(/\((3[0-9]|4[0-9]) more suppressed\.\)$/);
    expect(later).toEqual([]);
  });
});
