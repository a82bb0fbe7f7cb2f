import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  beginOverHttp,
  buildOnce,
  signInOverHttp,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

const callers = ['nobody', 'made-up', 'viewer', 'support', 'operator', 'admin'] as const;
type Caller = (typeof callers)[number];

interface Expected {
  readonly from: 'nobody' | 'viewer' | 'support' | 'operator' | 'admin';
  /** Of a command: something that the console can answer without doing it. */
  readonly body?: unknown;
  readonly path?: string;
}

const local = { environment: 'local', reason: 'a test' };
const work = {
  title: 'Work',
  text: 'It is slow.',
  fromAt: '2026-01-01T10:00',
  toAt: '2026-01-01T11:00',
};
const nobody = { email: 'nobody@example.org' };
const nothingThere = { id: 999_999_999, version: 1, reason: 'a test' };
// `docs/product.md` says who may what.
const expectations: Readonly<Record<string, Expected>> = {
  // By the token in its address, which this is none of.
  '/api/heartbeats/[token]': {
    from: 'nobody',
    path: '/api/heartbeats/no-such-token',
    body: { state: 'end' },
  },
  '/api/health/live': { from: 'nobody' },
  '/api/health/ready': { from: 'nobody' },
  '/api/v1/listener': {
    from: 'nobody',
    path: `/api/v1/listener?challenge=${'x'.repeat(43)}`,
  },
  // From this machine.
  '/api/metrics': { from: 'nobody' },
  '/api/indexes/accept-preview': {
    from: 'viewer',
    path: '/api/indexes/accept-preview?alias=no_such_alias',
  },
  '/api/indexes/check': { from: 'viewer' },
  '/api/indexes/cluster': { from: 'viewer' },
  '/api/indexes/compare': {
    from: 'operator',
    path: '/api/indexes/compare?a=local-998&b=local-999',
  },
  '/api/indexes/contract': { from: 'viewer' },
  '/api/indexes/documents': { from: 'viewer' },
  '/api/indexes/overview': { from: 'viewer' },
  '/api/indexes/remove-preview': {
    from: 'viewer',
    path: '/api/indexes/remove-preview?alias=no_such_alias',
  },
  '/api/indexes/repair-preview': { from: 'viewer' },
  '/api/indexes/roll-back-preview': {
    from: 'viewer',
    path: '/api/indexes/roll-back-preview?to=local-999',
  },
  '/api/indexes/seen': { from: 'viewer' },
  '/api/indexes/try-list': {
    from: 'viewer',
    path: '/api/indexes/try-list?list=no-such-list&body=1-TEST',
  },
  '/api/inventory/allow-lists': { from: 'viewer' },
  '/api/inventory/blue-green': { from: 'viewer' },
  '/api/inventory/certificates': { from: 'viewer' },
  '/api/inventory/drift': { from: 'viewer' },
  '/api/inventory/observed': { from: 'viewer', path: '/api/inventory/observed?key=no/such' },
  '/api/inventory/depends': { from: 'viewer', path: '/api/inventory/depends?key=no/such' },
  '/api/inventory/environments': {
    from: 'viewer',
    path: '/api/inventory/environments?estate=nowhere',
  },
  '/api/inventory/export': {
    from: 'viewer',
    path: '/api/inventory/export?format=yaml&estate=nowhere',
  },
  '/api/inventory/facets': { from: 'viewer' },
  '/api/inventory/graph': { from: 'viewer', path: '/api/inventory/graph?of=no/such' },
  '/api/inventory/form': { from: 'viewer', path: '/api/inventory/form?key=no/such' },
  '/api/inventory/history': { from: 'viewer', path: '/api/inventory/history?key=no/such' },
  '/api/inventory/item': { from: 'viewer', path: '/api/inventory/item?key=no/such' },
  '/api/inventory/items': { from: 'viewer' },
  '/api/inventory/matrix': { from: 'viewer', path: '/api/inventory/matrix?estate=nowhere' },
  '/api/inventory/migration/items': { from: 'viewer' },
  '/api/inventory/migration/view': { from: 'viewer' },
  '/api/inventory/migration/what-if': {
    from: 'viewer',
    path: '/api/inventory/migration/what-if?choose=no/such',
  },
  '/api/inventory/missing': { from: 'viewer', path: '/api/inventory/missing?estate=nowhere' },
  '/api/inventory/operations': { from: 'viewer' },
  '/api/inventory/past-incidents': { from: 'viewer' },
  '/api/inventory/reach': { from: 'viewer', path: '/api/inventory/reach?from=a&to=b&port=1' },
  '/api/inventory/record': { from: 'viewer', path: '/api/inventory/record?key=no/such' },
  '/api/inventory/record/file': { from: 'viewer', path: '/api/inventory/record/file?key=no/such' },
  '/api/notify/list': { from: 'viewer' },
  '/api/people/list': { from: 'admin' },
  '/api/shell': { from: 'viewer' },
  '/api/status/incidents': { from: 'viewer' },
  '/api/status/incidents/[incident]': { from: 'viewer', path: '/api/status/incidents/999999' },
  '/api/status/maintenance': { from: 'viewer' },
  '/api/status/maintenance/[maintenance]': {
    from: 'viewer',
    path: '/api/status/maintenance/999999',
  },
  '/api/status/service': { from: 'viewer' },
  '/api/status/services': { from: 'viewer' },
  '/api/sync/readiness': { from: 'viewer' },
  '/api/sync/records/[run]': { from: 'viewer', path: '/api/sync/records/local-999' },
  '/api/sync/run/[run]': { from: 'viewer', path: '/api/sync/run/local-999' },
  '/api/sync/runs': { from: 'viewer' },
  '/api/sync/started': {
    from: 'viewer',
    path: '/api/sync/started?key=0d3f6e1c-6f0f-4f5e-9d65-0f5a7f1f5a11',
  },
  '/api/v1/indexes/accept': { from: 'admin', body: { ...local, alias: 'no_such_alias' } },
  '/api/v1/indexes/adopt': { from: 'operator', body: { ...local, index: 'no_such_index' } },
  '/api/v1/indexes/edit-contract': { from: 'admin', body: { ...local, text: 'no contract' } },
  '/api/v1/indexes/preview-contract': { from: 'admin', body: { ...local, text: 'no contract' } },
  '/api/v1/indexes/note': {
    from: 'operator',
    body: { ...local, generation: 'local-999', text: 'Why' },
  },
  '/api/v1/indexes/remove-alias': { from: 'operator', body: { ...local, alias: 'no_such_alias' } },
  '/api/v1/indexes/reset-contract': { from: 'admin', body: { ...local, version: 999 } },
  '/api/v1/indexes/repair': { from: 'operator', body: { ...local, alias: 'no_such_alias' } },
  '/api/v1/indexes/retire': { from: 'operator', body: { ...local, generation: 'local-999' } },
  '/api/v1/indexes/rollback': { from: 'operator', body: { ...local, to: 'local-999' } },
  '/api/v1/status/change-maintenance': {
    from: 'support',
    body: { ...local, ...work, maintenance: 999_999, version: 1 },
  },
  '/api/v1/status/end-maintenance': {
    from: 'support',
    body: { ...local, maintenance: 999_999, version: 1 },
  },
  '/api/v1/status/open-incident': { from: 'support', body: { ...local, title: '', text: 'Why' } },
  '/api/v1/status/plan-maintenance': { from: 'support', body: { ...local, ...work, title: '' } },
  '/api/v1/status/run-probe': { from: 'support', body: { ...local, probe: 'no such probe' } },
  '/api/v1/status/take-incident': {
    from: 'support',
    body: { ...local, incident: 999_999, version: 1, isTaken: true },
  },
  '/api/v1/status/update-incident': {
    from: 'support',
    body: { ...local, incident: 999_999, version: 1, state: 'resolved', text: 'Why' },
  },
  '/api/v1/status/write-for-users': {
    from: 'support',
    body: { ...local, incident: 999_999, version: 1, title: 'What', text: 'Why' },
  },
  '/api/v1/inventory/import': {
    from: 'operator',
    body: { format: 'csv', text: 'nothing', reason: 'a test', seen: {} },
  },
  '/api/v1/inventory/preview-import': {
    from: 'operator',
    body: { format: 'csv', text: 'nothing' },
  },
  '/api/v1/inventory/accept-observed': {
    from: 'operator',
    body: { row: '0/0', seen: '', reason: 'Why' },
  },
  '/api/v1/inventory/know-difference': {
    from: 'operator',
    body: { row: '0/0', seen: '', reason: 'Why' },
  },
  '/api/v1/inventory/observe': {
    from: 'operator',
    body: {
      environment: 'no such environment',
      reason: 'Why',
      observation: {
        kind: 'generic',
        format: 'x',
        observedAt: null,
        covers: [],
        isPartial: false,
        things: [],
        told: [],
      },
    },
  },
  '/api/v1/inventory/take-back-known': { from: 'operator', body: { id: 999, reason: 'Why' } },
  '/api/v1/inventory/add': {
    from: 'operator',
    body: {
      estate: 'nowhere',
      environment: null,
      kind: 'server',
      component: 'web',
      name: 'web',
      source: 'D',
      reason: 'a test',
    },
  },
  '/api/v1/inventory/edit': { from: 'operator', body: { ...nothingThere, own: { name: 'x' } } },
  '/api/v1/inventory/move': {
    from: 'operator',
    body: { item: 'no/such', version: 1, status: 'cut over', reason: 'a test' },
  },
  '/api/v1/inventory/remove': { from: 'operator', body: nothingThere },
  '/api/v1/inventory/undo': {
    from: 'operator',
    body: { change: 999_999_999, reason: 'a test' },
  },
  '/api/v1/notify/test': { from: 'operator', body: { route: 'no-such-route' } },
  '/api/v1/people/add': { from: 'admin', body: { email: 'no address', role: 'viewer' } },
  '/api/v1/people/disable': { from: 'admin', body: nobody },
  '/api/v1/people/enable': { from: 'admin', body: nobody },
  '/api/v1/people/reset': { from: 'admin', body: nobody },
  '/api/v1/people/role': { from: 'admin', body: { ...nobody, role: 'admin' } },
  '/api/v1/sync/cancel': { from: 'operator', body: { run: 'local-999', reason: 'a test' } },
  '/api/v1/sync/start': {
    from: 'operator',
    body: { environment: 'local', pipeline: 'no-such-pipeline', reason: 'a test' },
  },
};

describe('every route, for every role', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  const cookies: Partial<Record<Caller, string>> = {};

  const send = (
    where: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> =>
    fetch(running.address + where, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    running = await startConsole({
      DATA_DIR: folder.folder,
      FIRST_RUN: 'off',
      SYNTHETIC_TRAINEES: '100',
    });
    const admin = await beginOverHttp(running.address, running.account);
    cookies.admin = admin;
    for (const caller of ['made-up', 'viewer', 'support', 'operator'] as const) {
      const email = `${caller}@example.org`;
      const role = caller === 'made-up' ? 'admin' : caller;
      const headers = { cookie: admin, origin: running.address };
      const added = await send('/api/v1/people/add', { email, role }, headers);
      // The route's own shape.
      const account = { email, password: ((await added.json()) as { password: string }).password };
      cookies[caller] =
        caller === 'made-up'
          ? ((await signInOverHttp(running.address, account)) ?? '')
          : await beginOverHttp(running.address, account);
    }
  }, 240_000);
  afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  it('has an expectation here', () => {
    const routes = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('/route.ts'))
      .map((file) => `/api/${file.replace(/\/route\.ts$/, '')}`)
      .filter((route) => !route.startsWith('/api/auth/'));
    expect(Object.keys(expectations).sort()).toEqual(routes.sort());
  });

  const least = { nobody: 0, viewer: 2, support: 3, operator: 4, admin: 5 } as const;
  it.each(Object.entries(expectations))('%s', async (route, { from, body, path = route }) => {
    const statuses = await Promise.all(
      callers.map(async (caller) => {
        const headers = { cookie: cookies[caller] ?? '', origin: running.address };
        return (await send(path, body, headers)).status;
      }),
    );
    const answers = statuses.map((status) => ([401, 403].includes(status) ? status : 'answered'));
    expect(answers).toEqual(
      callers.map((caller, at) => {
        if (at >= least[from]) return 'answered';
        return caller === 'nobody' ? 401 : 403;
      }),
    );
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  });

  // What nobody's cookie opens no other page can have opened for it either.
  const commands = Object.entries(expectations).filter(
    ([, { from, body }]) => body !== undefined && from !== 'nobody',
  );
  it.each(commands)(
    '%s answers no page but ours, and no made-up token',
    async (route, { body }) => {
      const cookie = cookies.admin ?? '';
      for (const headers of [
        { cookie },
        { cookie, origin: 'null' },
        { cookie, origin: 'http://elsewhere.example' },
        { cookie, origin: running.address.replace('http:', 'https:') },
        { cookie, 'sec-fetch-site': 'same-site' },
        { cookie, origin: `${running.address}.elsewhere.example` },
      ])
        expect((await send(route, body, headers)).status).toBe(403);
      for (const authorization of [
        'Bearer',
        `Bearer ${'x'.repeat(43)}`,
        `Basic ${btoa('a:b')}`,
        '',
      ])
        expect(
          (await send(route, body, { cookie, origin: running.address, authorization })).status,
        ).toBe(401);
    },
  );

  it('keeps every answer out of caches, and every method that is not its own', async () => {
    for (const [route, { body, path = route }] of Object.entries(expectations)) {
      const headers = { cookie: cookies.admin ?? '', origin: running.address };
      expect((await send(path, body, headers)).headers.get('cache-control')).toContain('no-store');
      for (const method of ['DELETE', 'PUT', 'PATCH', body === undefined ? 'POST' : 'GET'])
        expect((await fetch(running.address + path, { method, headers })).status).toBe(405);
    }
  });
});
