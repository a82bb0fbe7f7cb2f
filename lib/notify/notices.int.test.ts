import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localActor } from '#lib/access/index.ts';
import { newId } from '#lib/kernel/ids.ts';
import { acquireLease, releaseLease } from '#lib/platform/database/lease.ts';
import type { Database } from '#lib/platform/database/database.ts';
import { createLog } from '#lib/platform/log.ts';
import { databases } from '#lib/testing/platform/databases.ts';
import { acknowledge } from './acknowledge.ts';
import { deliverNotices, type DeliveryPace } from './deliver-notices.ts';
import { sendHeartbeat } from './heartbeat.ts';
import { listRoutes } from './list-routes.ts';
import type { Notice, Route } from './model.ts';
import { notify } from './notify.ts';
import type { NotifyWorld } from './settings.ts';
import { testRoute } from './test-route.ts';

const never = new AbortController().signal;
const noBeat = (): void => undefined;
const hour = 3_600_000;
const pace: DeliveryPace = {
  limitMs: 30_000,
  pauses: { attempts: Infinity, firstDelayMs: hour, maxDelayMs: hour },
  giveUpAfterMs: 24 * hour,
};

const failed: Notice = {
  event: 'run-failed',
  environment: 'local',
  severity: 'critical',
  title: 'Run local-7 has failed',
  text: 'Stage “Doctors” does not balance. <nothing> was swapped.',
  path: '/sync/local-7',
  key: null,
  isResolved: false,
};

const route = (address: string, more: Partial<Route> = {}): Route => ({
  name: 'on-call',
  kind: 'webhook',
  address,
  secret: null,
  environments: null,
  severity: 'info',
  events: null,
  hours: null,
  repeatMinutes: null,
  ...more,
});

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe.each(databases)('notices, $kind', ({ isWanted, make }) => {
  describe.skipIf(!isWanted)('along their routes', () => {
    let database: Database;
    const servers: Server[] = [];
    beforeAll(async () => {
      database = await make();
    });
    afterAll(() => database.close());
    beforeEach(async () => {
      for (const table of [
        'notice',
        'notice_group',
        'notice_delivery',
        'notice_acknowledgement',
        'lease',
        'audit',
      ])
        await database.run(`delete from ${table}`);
    });
    afterEach(() => {
      for (const server of servers.splice(0)) server.close();
    });

    const world = (routes: readonly Route[], more: Partial<NotifyWorld> = {}): NotifyWorld => ({
      database,
      log: createLog('silent', 'test'),
      holder: 'test',
      environment: null,
      notify: { routes, mail: null, baseUrl: 'https://console.example', heartbeatUrl: null },
      ...more,
    });
    const tell = (...notices: readonly Notice[]): Promise<void> =>
      database.transaction(async (tx) => {
        for (const notice of notices) await notify(tx, notice);
      });
    const pass = (one: NotifyWorld, its = pace) => deliverNotices(one, never, noBeat, its);
    const dueNow = () =>
      database.run(
        `update notice_delivery set next_at = clock_timestamp() where state = 'waiting'`,
      );
    const deliveries = () =>
      database.rows(
        `select route, state, attempts, says from notice_delivery order by route, notice_id`,
      );

    /** A receiver of webhooks; `answer` says what becomes of each request. */
    async function receiver(
      answer: (response: ServerResponse) => void = (response) => response.end('ok'),
    ): Promise<{ address: string; received: Received[]; stop: () => Promise<void> }> {
      const received: Received[] = [];
      const server = createServer((request, response) => {
        let body = '';
        request.on('data', (chunk) => (body += String(chunk)));
        request.on('end', () => {
          received.push({ headers: request.headers, body });
          answer(response);
        });
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      servers.push(server);
      // A server that listens on TCP has one.
      const { port } = server.address() as AddressInfo;
      return {
        address: `http://127.0.0.1:${port}/hook`,
        received,
        async stop() {
          server.closeAllConnections();
          server.close();
          await once(server, 'close');
        },
      };
    }

    it('are signed, and what Slack understands', async () => {
      const { address, received } = await receiver();
      await tell(failed);
      expect(await pass(world([route(address, { secret: 'a key' })]))).toBe(true);
      expect(received).toHaveLength(1);
      const [{ headers, body } = { headers: {}, body: '' }] = received;
      expect(JSON.parse(body)).toMatchObject({
        text: 'Run local-7 has failed\nhttps://console.example/sync/local-7',
        attachments: [{ text: 'Stage “Doctors” does not balance. &lt;nothing&gt; was swapped.' }],
      });
      const signed = `v0:${String(headers['x-console-timestamp'])}:${body}`;
      const expected = createHmac('sha256', 'a key').update(signed).digest('hex');
      expect(headers['x-console-signature']).toBe(`v0=${expected}`);
      expect(await deliveries()).toEqual([
        { route: 'on-call', state: 'delivered', attempts: 1, says: null },
      ]);
      await pass(world([route(address)]));
      expect(received).toHaveLength(1);
    });

    it('are told only if what happened has happened', async () => {
      const { address, received } = await receiver();
      await database
        .transaction(async (tx) => {
          await notify(tx, failed);
          throw new Error('rolled back');
        })
        .catch(() => undefined);
      await pass(world([route(address)]));
      expect(received).toEqual([]);
    });

    it('have no number of a doctor', async () => {
      const { address, received } = await receiver();
      await tell({ ...failed, title: 'Doctor 1234567', text: 'and 7654321' });
      await pass(world([route(address)]));
      expect(received[0]?.body).toContain('Doctor [number]');
      expect(received[0]?.body).not.toMatch(/1234567|7654321/);
    });

    it('wait for a receiver that is away, and lose nothing', async () => {
      const away = await receiver();
      await away.stop();
      await tell(failed, failed);
      await pass(world([route(away.address)]));
      expect(await deliveries()).toEqual(
        [1, 2].map(() => ({
          route: 'on-call',
          state: 'waiting',
          attempts: 1,
          says: 'The receiver could not be reached (ECONNREFUSED).',
        })),
      );
      const { address, received } = await receiver();
      await pass(world([route(address)]));
      expect(received).toEqual([]);
      await dueNow();
      await pass(world([route(address)]));
      expect(received).toHaveLength(2);
    });

    it('wait for one that fails, and follow it nowhere', async () => {
      const elsewhere = await receiver();
      const failing = await receiver((response) => response.writeHead(500).end('no'));
      const redirecting = await receiver((response) =>
        response.writeHead(307, { location: elsewhere.address }).end(),
      );
      const wells = await receiver();
      await tell(failed);
      const routes = [
        route(failing.address, { name: 'failing' }),
        route(redirecting.address, { name: 'redirecting' }),
        route(wells.address, { name: 'well' }),
      ];
      await pass(world(routes));
      expect(elsewhere.received).toEqual([]);
      expect(await deliveries()).toMatchObject([
        { route: 'failing', state: 'waiting', says: 'The receiver answered with status 500.' },
        { route: 'redirecting', state: 'waiting', says: 'The receiver answered with status 307.' },
        { route: 'well', state: 'delivered' },
      ]);
    });

    it('wait for one that never answers, no longer than they may', async () => {
      const silent = await receiver(() => undefined);
      await tell(failed);
      await pass(world([route(silent.address)]), { ...pace, limitMs: 200 });
      expect(await deliveries()).toMatchObject([
        { state: 'waiting', says: 'The receiver did not answer in time.' },
      ]);
    });

    it('read nothing of an answer that never ends', async () => {
      let bytes = 0;
      const chunk = Buffer.alloc(64 * 1024);
      let whenClosed: () => void = () => undefined;
      const closed = new Promise<void>((resolve) => (whenClosed = resolve));
      const endless = await receiver((response) => {
        const more = (): void => {
          if (response.destroyed || bytes > 1024 ** 3) return;
          bytes += chunk.length;
          if (response.write(chunk)) setImmediate(more);
          else response.once('drain', more);
        };
        response.once('close', whenClosed);
        more();
      });
      await tell(failed);
      await pass(world([route(endless.address)]));
      await closed;
      expect(bytes).toBeLessThan(64 * 1024 ** 2);
      expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
    });

    it('come again where a process dies between sending and recording', async () => {
      const { address, received } = await receiver();
      await tell(failed);
      const dying: Database = {
        ...database,
        run: (text, params) =>
          text.includes(`state = 'delivered'`)
            ? Promise.reject(new Error('killed'))
            : database.run(text, params),
      };
      await expect(pass(world([route(address)], { database: dying }))).rejects.toThrow('killed');
      await pass(world([route(address)]));
      const ids = received.map(({ headers }) => headers['x-console-notice']);
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
      expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
    });

    it('are dead after their time, and shown so', async () => {
      const failing = await receiver((response) => response.writeHead(500).end());
      await tell(failed);
      const one = world([route(failing.address)]);
      await pass(one, { ...pace, giveUpAfterMs: 0 });
      expect(await listRoutes(one)).toMatchObject([
        {
          name: 'on-call',
          waiting: 0,
          dead: 1,
          deliveredAt: null,
          says: 'The receiver answered with status 500.',
        },
      ]);
      await dueNow();
      await pass(one);
      expect(failing.received).toHaveLength(1);
    });

    it('of one key are told at its beginning and its end', async () => {
      const { address, received } = await receiver();
      const one = world([route(address)]);
      const stall: Notice = { ...failed, title: 'Run local-7 makes no progress', key: 'stall' };
      await tell({ ...stall, isResolved: true }, stall, stall);
      await pass(one);
      await tell(stall);
      await pass(one);
      expect(received).toHaveLength(1);
      await tell({ ...stall, isResolved: true }, { ...stall, isResolved: true });
      await tell({ ...stall, environment: 'other', isResolved: true });
      await pass(one);
      expect(received.map(({ body }) => body.includes('Resolved: Run local-7'))).toEqual([
        false,
        true,
      ]);
    });

    it('of one key come in the order in which they happened, and say when', async () => {
      let isAway = true;
      const { address, received } = await receiver((response) =>
        response.writeHead(isAway ? 500 : 200).end(),
      );
      const one = world([route(address)]);
      const stall: Notice = { ...failed, title: 'Run local-7 makes no progress', key: 'stall' };
      await tell(stall);
      await pass(one);
      await tell({ ...stall, isResolved: true }, { ...stall, title: 'Another', key: 'other' });
      await pass(one);
      isAway = false;
      received.splice(0);
      // What ends it is due, and what began it waits for its next try.
      await database.run(
        `update notice_delivery d set next_at = clock_timestamp()
         from notice n where n.id = d.notice_id and (n.is_resolved or n.key = 'other')`,
      );
      await pass(one);
      expect(received.map(({ body }) => body.includes('Another'))).toEqual([true]);
      await database.run(
        `update notice set at = timestamptz '2026-01-05T07:30Z' where key = 'stall'
           and not is_resolved`,
      );
      await dueNow();
      await pass(one);
      expect(received.map(({ body }) => /Resolved|makes no progress/.exec(body)?.[0])).toEqual([
        undefined,
        'makes no progress',
        'Resolved',
      ]);
      expect(received[1]?.body).toContain('Environment local, critical, 5 January 2026 at 7:30am');
    });

    it('are told again until somebody acknowledges them, or they end', async () => {
      const { address, received } = await receiver();
      const quiet = await receiver();
      const one = world([
        route(address, { repeatMinutes: 30 }),
        route(quiet.address, { name: 'once' }),
      ]);
      const laterBy = (minutes: number) =>
        database.run(
          'update notice_delivery set ended_at = ended_at - make_interval(mins => $1::integer)',
          [minutes],
        );
      const titles = () => received.splice(0).map(({ body }) => /"text":"(.*?)\\n/.exec(body)?.[1]);
      const key = 'incident 7';
      const outage: Notice = { ...failed, event: 'incident', title: 'It is down', key };
      const stall: Notice = { ...failed, event: 'run-stalled', title: 'It stalls', key: 'stall' };
      await tell(outage, stall, failed);
      await pass(one);
      expect(titles().toSorted()).toEqual(['It is down', 'It stalls', failed.title]);
      await laterBy(29);
      await pass(one);
      expect(titles()).toEqual([]);
      await laterBy(1);
      await pass(one);
      // A process that has just started tells what is due, and that once.
      await pass({ ...one, holder: 'another' });
      expect(titles()).toEqual(['Still: It is down']);
      await laterBy(30);
      await pass(one);
      expect(titles()).toEqual(['Still: It is down']);

      const known = { environment: 'local', key };
      await database.transaction((tx) => acknowledge(tx, known, true));
      await laterBy(60);
      await pass(one);
      expect(titles()).toEqual([]);
      await database.transaction((tx) => acknowledge(tx, known, false));
      await pass(one);
      expect(titles()).toEqual(['Still: It is down']);

      await tell({ ...outage, isResolved: true });
      await laterBy(60);
      await pass(one);
      await laterBy(60);
      await pass(one);
      expect(titles()).toEqual(['Resolved: It is down']);
      expect(quiet.received).toHaveLength(4);
      // Who acknowledged what is over has not acknowledged what begins under its name.
      await database.transaction((tx) => acknowledge(tx, known, true));
      await tell({ ...outage, isResolved: true }, outage);
      await pass(one);
      await laterBy(30);
      await pass(one);
      expect(titles()).toEqual(['It is down', 'Still: It is down']);
    });

    it('that wait to be told again are not once somebody has acknowledged them', async () => {
      const { address, received } = await receiver();
      const outage: Notice = { ...failed, event: 'incident', key: 'incident 7' };
      await tell(outage);
      const repeating = route(address, { repeatMinutes: 30 });
      await pass(world([repeating]));
      await database.run(`update notice_delivery set ended_at = now() - interval '1 hour'`);
      const away = await receiver();
      await away.stop();
      await pass(world([{ ...repeating, address: away.address }]));
      const states = await database.rows('select state from notice_delivery order by state');
      expect(states).toEqual([{ state: 'delivered' }, { state: 'waiting' }]);
      const known = { environment: 'local', key: 'incident 7' };
      await database.transaction((tx) => acknowledge(tx, known, true));
      await dueNow();
      await pass(world([repeating]));
      expect(received).toHaveLength(1);
    });

    it('are looked after from outside: a heartbeat says that they are sent', async () => {
      const { address, received } = await receiver();
      const failing = await receiver((response) => response.writeHead(500).end());
      const beat = (heartbeatUrl: string | null) =>
        sendHeartbeat(world([], { notify: { ...world([]).notify, heartbeatUrl } }));
      expect(await beat(address)).toBe(true);
      expect(received).toMatchObject([{ body: '' }]);
      expect(await beat(failing.address)).toBe(false);
      await failing.stop();
      expect(await beat(failing.address)).toBe(false);
      expect(await beat(null)).toBe(true);
    });

    it('come as the user that an address names, webhook and heartbeat', async () => {
      const { address, received } = await receiver();
      const asUser = address.replace('//', '//console:se%20cret@');
      await tell(failed);
      await pass(world([route(asUser)]));
      const { notify: settings } = world([]);
      expect(
        await sendHeartbeat(world([], { notify: { ...settings, heartbeatUrl: asUser } })),
      ).toBe(true);
      const authorization = `Basic ${Buffer.from('console:se cret').toString('base64')}`;
      expect(received.map(({ headers }) => headers['authorization'])).toEqual([
        authorization,
        authorization,
      ]);
      expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
    });

    it('are all sent, however many there are, by one process at a time', async () => {
      const { address, received } = await receiver();
      await tell(...Array.from({ length: 220 }, () => failed));
      const one = world([route(address)]);
      const lease = await acquireLease(database, 'notices', 'another', 60_000);
      expect(await pass(one)).toBe(false);
      expect(received).toEqual([]);
      if (lease !== null) await releaseLease(database, lease);
      expect(await pass(one)).toBe(true);
      const ids = new Set(received.map(({ headers }) => headers['x-console-notice']));
      expect([received.length, ids.size]).toEqual([220, 220]);
    });

    it('come as mail', async () => {
      const { url, mails } = await mailServer();
      servers.push(mails.server);
      await tell(failed);
      const mail = { url, from: 'console@example.org' };
      const one = route('team@example.org', { name: 'team', kind: 'mail' });
      await pass(
        world([one], { notify: { routes: [one], mail, baseUrl: null, heartbeatUrl: null } }),
      );
      expect(await deliveries()).toMatchObject([{ route: 'team', state: 'delivered' }]);
      expect(mails.recipients).toEqual(['<team@example.org>']);
      expect(mails.texts[0]).toContain('Subject: Run local-7 has failed');
      expect(mails.texts[0]).toContain('/sync/local-7');
    });

    it('say why there is no mail', async () => {
      await tell(failed);
      await pass(world([route('team@example.org', { kind: 'mail' })]));
      expect(await deliveries()).toMatchObject([
        { state: 'waiting', says: 'NOTIFY_SMTP_URL is not set: no mail is sent.' },
      ]);
    });

    it('are tried by hand so often only, of each route', async () => {
      const { address, received } = await receiver();
      const one = world([route(address), route(address, { name: 'other' })]);
      const actor = localActor(newId());
      const tries = (name: string) =>
        Promise.all(Array.from({ length: 8 }, () => testRoute(one, actor, { route: name })));
      for (const name of ['on-call', 'other']) {
        const refused = (await tries(name)).flatMap((tried) => (tried.ok ? [] : [tried.fault]));
        expect(refused).toHaveLength(3);
        expect(refused[0]?.kind).toBe('busy');
        expect(refused[0]?.says).toMatch(/^5 tests were sent along .* in \d+ seconds?\.$/);
      }
      expect(received).toHaveLength(10);
    });

    it('are tried by hand, which is in the audit', async () => {
      const { address, received } = await receiver();
      const failing = await receiver((response) => response.writeHead(500).end());
      const one = world([route(address), route(failing.address, { name: 'failing' })]);
      const actor = localActor(newId());
      expect(await testRoute(one, actor, { route: 'on-call' })).toMatchObject({ ok: true });
      expect(received).toHaveLength(1);
      expect(await testRoute(one, actor, { route: 'failing' })).toMatchObject({
        fault: { kind: 'unavailable', says: 'The receiver answered with status 500.' },
      });
      expect(await testRoute(one, actor, { route: 'none' })).toMatchObject({
        fault: { kind: 'not-found' },
      });
      const viewer = { ...actor, role: 'viewer' as const };
      expect(await testRoute(one, viewer, { route: 'on-call' })).toMatchObject({
        fault: { kind: 'forbidden' },
      });
      expect(received).toHaveLength(1);
      const rows = await database.rows<{ action: string; target: string; outcome: string }>(
        `select action, target, outcome from audit where outcome <> 'begun' order by id`,
      );
      expect(rows).toEqual([
        { action: 'notify.test', target: 'on-call', outcome: 'done' },
        { action: 'notify.test', target: 'failing', outcome: 'failed' },
        { action: 'notify.test', target: 'none', outcome: 'failed' },
        { action: 'notify.test', target: 'on-call', outcome: 'denied' },
      ]);
    });
  });
});

/** As much of RFC 5321 as one mail needs. */
async function mailServer() {
  const recipients: string[] = [];
  const texts: string[] = [];
  const server = createTcpServer((socket) => {
    let [waiting, text, isText] = ['', '', false];
    const answer = (line: string): void => {
      socket.write(`${line}\r\n`);
    };
    const take = (line: string): void => {
      if (isText) {
        if (line !== '.') text += `${line}\n`;
        else {
          texts.push(text);
          isText = false;
          answer('250 kept');
        }
        return;
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'RCPT') recipients.push(line.slice('RCPT TO:'.length));
      if (verb === 'DATA') isText = true;
      if (verb === 'QUIT') socket.end('221 bye\r\n');
      else answer(verb === 'DATA' ? '354 go on' : '250 ok');
    };
    answer('220 here');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      waiting += String(chunk);
      for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
        const line = waiting.slice(0, end);
        waiting = waiting.slice(end + 2);
        take(line);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has one.
  const { port } = server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, mails: { server, recipients, texts } };
}
