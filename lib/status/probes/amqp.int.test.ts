import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcp } from 'node:net';
import { connect, type Channel, type ChannelModel } from 'amqplib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listening } from '#lib/testing/platform/listening.ts';
import { until } from '#lib/testing/platform/until.ts';
import { ownVirtualHost, type VirtualHost } from '#lib/testing/platform/virtual-host.ts';
import { amqpProbe, type AmqpMeans } from './amqp.ts';
import { ProbeSettings, type SettingsOf } from './settings.ts';

const terms = { environment: 'local', everyMs: 20_000, scheduledOn: [], idOf: String };
const never = new AbortController().signal;
// A matcher has no type of its own.
const answered = expect.any(Number) as number;

function check(url: string, more: object = {}, means: AmqpMeans = {}) {
  const settings = ProbeSettings.parse({ name: 'Broker', kind: 'amqp', url, ...more });
  // The schema gives the kind that it was given.
  return amqpProbe(settings as SettingsOf<'amqp'>, terms, means).check(never);
}

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('a probe of a broker that is none', () => {
  it('is down where nobody listens, and where another protocol is spoken', async () => {
    expect(await check('amqp://user:secret@127.0.0.1:1')).toEqual({
      outcome: 'down',
      says: 'It refused the connection.',
      tookMs: null,
    });
    const server = createServer((_, response) => response.end());
    servers.push(server);
    const port = await listening(server);
    expect(await check(`amqp://user:secret@127.0.0.1:${String(port)}`)).toMatchObject({
      outcome: 'down',
    });
  });

  it('is down in time where nothing is answered, and leaves no connection open', async () => {
    const server = createTcp((socket) => socket.on('error', () => undefined).resume());
    servers.push(server);
    const closed = new Promise((resolve) => {
      server.once('connection', (socket) => socket.once('close', resolve));
    });
    const url = `amqp://127.0.0.1:${String(await listening(server))}`;
    expect(await check(url, { timeLimitSeconds: 1 })).toMatchObject({
      outcome: 'down',
      tookMs: null,
    });
    await closed;
  });

  it('is not known where nobody tells its address', async () => {
    const lookup = () => Promise.reject(Object.assign(new Error(), { code: 'EAI_AGAIN' }));
    expect(await check('amqp://a.example', {}, { lookup })).toMatchObject({
      outcome: 'not-known',
    });
  });
});

const { AMQP_URL: amqpUrl = '', RABBITMQ_MANAGEMENT_URL: managementUrl = '' } = process.env;

describe.skipIf(amqpUrl === '' || managementUrl === '')(
  'a probe of RabbitMQ (AMQP_URL, RABBITMQ_MANAGEMENT_URL)',
  () => {
    let host: VirtualHost;
    let peer: ChannelModel;
    let channel: Channel;
    beforeAll(async () => {
      host = await ownVirtualHost(amqpUrl, managementUrl);
      peer = await connect(host.url);
      channel = await peer.createChannel();
    });
    afterAll(async () => {
      await peer.close();
      await host.drop();
    });

    /** As soon as the management API tells what was expected of it. */
    const finds = (more: object, outcome: string) =>
      until(`it to be ${outcome}`, async () => {
        const found = await check(host.url, { managementUrl, ...more });
        return found.outcome === outcome ? found : null;
      });

    it('is up where it lets the user in, and says who is not let in', async () => {
      expect(await check(host.url, { managementUrl })).toEqual({
        outcome: 'up',
        says: null,
        tookMs: answered,
      });
      const wrongUser = new URL(host.url);
      wrongUser.password = 'wrong-password';
      const refused = await check(wrongUser.toString());
      expect(refused.outcome).toBe('down');
      expect(refused.says).toMatch(/^RabbitMQ refuses the user of this console, or its password/);
      const elsewhere = await check(new URL('/nowhere', amqpUrl).toString());
      expect(elsewhere.says).toMatch(/^RabbitMQ does not open its virtual host/);
    });

    it.each(['a+b#c/d?e%f', '%2F', 'Очередь ✨', 'a b', '..a'])(
      'asks the exact queue %s',
      async (queue) => {
        expect(await check(host.url, { managementUrl, queue, most: 1 })).toMatchObject({
          outcome: 'down',
          says: 'It has no queue of that name.',
        });
        await channel.assertQueue(queue);
        channel.sendToQueue(queue, Buffer.from('1'));
        channel.sendToQueue(queue, Buffer.from('2'));
        expect(await finds({ queue, degradedAbove: 1, most: 2 }, 'degraded')).toMatchObject({
          says: 'It has 2 messages, and should have at most 1.',
        });
        expect(await finds({ queue, most: 1 }, 'down')).toMatchObject({
          says: 'It has 2 messages, and should have at most 1.',
        });
        await channel.deleteQueue(queue);
      },
    );

    it('counts consumers, and the age of the oldest message where it has a time', async () => {
      const queue = 'aged';
      await channel.assertQueue(queue);
      expect(await finds({ queue, consumersAtLeast: 1 }, 'down')).toMatchObject({
        says: 'It has 0 consumers, and should have at least 1.',
      });
      channel.sendToQueue(queue, Buffer.from('1'));
      const timeless = { queue, most: 5, oldestMinutes: 30 };
      expect(await finds(timeless, 'degraded')).toMatchObject({
        says: 'How old its oldest message is cannot be told: its messages have no time.',
      });
      await channel.purgeQueue(queue);
      const timestamp = Math.floor(Date.now() / 1_000) - 40 * 60;
      channel.sendToQueue(queue, Buffer.from('1'), { timestamp });
      const old = { queue, oldestDegradedMinutes: 30, oldestMinutes: 60 };
      // A matcher has no type of its own.
      const says = expect.stringMatching(/^Its oldest message is 40 minutes/) as string;
      expect(await finds({ queue, oldestMinutes: 30 }, 'down')).toMatchObject({ says });
      expect(await finds(old, 'degraded')).toMatchObject({ says });
      await channel.deleteQueue(queue);
    });

    it('is degraded where the management API does not tell, and says why', async () => {
      const queue = 'untold';
      const refused = new URL(managementUrl);
      refused.password = 'wrong-password';
      const told = async (url: string) => check(host.url, { managementUrl: url, queue, most: 1 });
      expect(await told(refused.toString())).toEqual({
        outcome: 'degraded',
        says: 'Its management API refuses the user of this console.',
        tookMs: answered,
      });
      expect(await told('http://127.0.0.1:1')).toMatchObject({
        outcome: 'degraded',
        says: 'Its management API does not answer.',
      });
    });

    it('says that senders are stopped, by which alarm, and reads no answer for ever', async () => {
      const answers: ((response: ServerResponse) => void)[] = [];
      const server: Server = createServer((_, response) => answers[0]?.(response));
      servers.push(server);
      const url = `http://127.0.0.1:${String(await listening(server))}`;
      answers[0] = (response) =>
        response
          .writeHead(503)
          .end(JSON.stringify({ status: 'failed', alarms: [{ resource: 'memory', node: 'a@b' }] }));
      expect(await check(host.url, { managementUrl: url })).toMatchObject({
        outcome: 'degraded',
        says: 'It takes no messages: it is short of memory.',
      });
      answers[0] = (response) => {
        const more = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(65_536, '['))) continue;
        };
        response.on('drain', more);
        more();
      };
      expect(await check(host.url, { managementUrl: url })).toMatchObject({
        outcome: 'degraded',
        says: 'Its management API gives no answer that can be read.',
      });
    });
  },
);
