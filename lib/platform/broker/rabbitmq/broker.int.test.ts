import { connect, type Channel, type ChannelModel } from 'amqplib';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { until } from '#lib/testing/platform/until.ts';
import { ownVirtualHost, type VirtualHost } from '#lib/testing/platform/virtual-host.ts';
import type { Broker, Delivery } from '../port.ts';
import { createRabbitMq } from './broker.ts';

const log = pino({ level: 'silent' });
const { AMQP_URL: amqpUrl = '', RABBITMQ_MANAGEMENT_URL: managementUrl = '' } = process.env;
const isWanted = amqpUrl !== '' && managementUrl !== '';

describe.skipIf(!isWanted)(
  'broker: RabbitMQ, existing queues and lost connections (AMQP_URL, RABBITMQ_MANAGEMENT_URL)',
  () => {
    let virtualHost: VirtualHost;
    let peer: ChannelModel;
    let channel: Channel;
    let broker: Broker;

    beforeAll(async () => {
      virtualHost = await ownVirtualHost(amqpUrl, managementUrl);
      peer = await connect(virtualHost.url);
      channel = await peer.createChannel();
      broker = createRabbitMq({ url: virtualHost.url, managementUrl, log });
    });
    afterAll(async () => {
      await broker.close();
      await peer.close().catch(() => undefined);
      await virtualHost.drop();
    });

    const collect = async (queue: string, count: number): Promise<Delivery[]> => {
      const deliveries: Delivery[] = [];
      const consumer = await broker.consume(
        queue,
        { prefetch: 100, batchSize: 100 },
        async (batch) => {
          deliveries.push(...batch);
          await consumer.acknowledge(batch);
        },
      );
      await until(`${count} messages`, async () => deliveries.length >= count || null);
      await consumer.close();
      return deliveries;
    };

    interface Declared {
      readonly durable: boolean;
      readonly arguments: Record<string, unknown>;
      readonly type?: string;
    }
    const declared = async (kind: 'queues' | 'exchanges', name: string): Promise<Declared> =>
      until(`${name} in the management API`, async () => {
        const response = await virtualHost.manage('GET', `${kind}/${virtualHost.name}/${name}`);
        // The shape is RabbitMQ's own (HTTP API reference, /api/queues and /api/exchanges).
        return response.ok ? ((await response.json()) as Declared) : null;
      });

    it('uses queues and an exchange as they are, and declares only what is missing', async () => {
      await channel.assertExchange('theirs', 'topic', { durable: false });
      await channel.assertQueue('transient', { durable: false });
      await channel.assertQueue('limited', {
        durable: true,
        arguments: { 'x-message-ttl': 600_000, 'x-max-length': 5_000 },
      });
      const route = {
        exchange: 'theirs',
        key: 'some.key',
        queues: ['transient', 'limited', 'ours'],
      };
      await broker.ensure([route, { exchange: 'missing', key: 'k', queues: ['ours'] }]);
      await broker.ensure([route]);
      expect(await declared('exchanges', 'theirs')).toMatchObject({
        type: 'topic',
        durable: false,
      });
      expect(await declared('exchanges', 'missing')).toMatchObject({
        type: 'direct',
        durable: true,
        arguments: {},
      });
      expect(await declared('queues', 'transient')).toMatchObject({
        durable: false,
        arguments: {},
      });
      expect(await declared('queues', 'limited')).toMatchObject({
        durable: true,
        arguments: { 'x-message-ttl': 600_000, 'x-max-length': 5_000 },
      });
      expect(await declared('queues', 'ours')).toMatchObject({ durable: true, arguments: {} });
      await broker.publish(route, [{ body: '"syncStart"', headers: {} }]);
      for (const queue of route.queues) expect((await broker.depth(queue)).ready).toBe(1);
    });

    it('says that a queue of another connection cannot be used', async () => {
      await channel.assertQueue('exclusive', { exclusive: true });
      const attempt = broker.ensure([{ exchange: 'theirs', key: 'k', queues: ['exclusive'] }]);
      await expect(attempt).rejects.toThrow(FaultError);
      await expect(attempt).rejects.toMatchObject({ fault: { kind: 'precondition' } });
    });

    it('sends what the existing services expect, and reads what they send', async () => {
      const route = { exchange: 'wire', key: 'k', queues: ['wire'] };
      await broker.ensure([route]);
      await broker.publish(route, [{ body: '{"n":1}', headers: { 'x-run': 'local-1' } }]);
      const sent = await channel.get('wire', { noAck: true });
      expect(sent === false ? null : sent.properties).toMatchObject({
        contentType: 'application/json',
        contentEncoding: 'UTF-8',
        deliveryMode: 2,
        headers: { 'x-run': 'local-1' },
      });
      channel.publish('wire', 'k', Buffer.from('"gmcSyncStart"'), {
        contentType: 'application/json',
        headers: { __TypeId__: 'java.lang.String', count: 3, flag: true },
      });
      const [received] = await collect('wire', 1);
      channel.publish('wire', 'k', Buffer.from([0x22, 0xc3, 0x28, 0x22]));
      expect(await collect('wire', 1)).toMatchObject([{ body: '"\uFFFD("', isDamaged: true }]);
      expect(received).not.toHaveProperty('isDamaged');
      expect(received).toMatchObject({
        body: '"gmcSyncStart"',
        headers: { __TypeId__: 'java.lang.String', count: '3', flag: 'true' },
      });
    });

    it('counts unacknowledged messages by the management API', async () => {
      const route = { exchange: 'counted', key: 'k', queues: ['counted'] };
      await broker.ensure([route]);
      await broker.publish(
        route,
        [1, 2, 3].map((n) => ({ body: String(n), headers: {} })),
      );
      const consumer = await broker.consume(
        'counted',
        { prefetch: 2, batchSize: 2 },
        async () => undefined,
      );
      await until(
        'two in work',
        async () => (await broker.depth('counted')).unacknowledged === 2 || null,
      );
      await consumer.close();
    });

    it('tells other programs that consume from consoles', async () => {
      const route = { exchange: 'shared', key: 'k', queues: ['shared'] };
      await broker.ensure([route]);
      const consumer = await broker.consume(
        'shared',
        { prefetch: 1, batchSize: 1 },
        async () => undefined,
      );
      expect(
        await until('the consumer in the management API', async () => {
          const { otherConsumers, consumers } = await broker.depth('shared');
          return consumers === 1 && otherConsumers !== null ? otherConsumers : null;
        }),
      ).toEqual([]);
      const { consumerTag } = await channel.consume('shared', () => undefined);
      const { username } = new URL(amqpUrl);
      const otherConsumers = await until('the other one', async () => {
        const depth = await broker.depth('shared');
        return depth.otherConsumers?.length === 1 ? depth.otherConsumers : null;
      });
      expect(otherConsumers).toEqual([`another program (user “${username}”)`]);
      await channel.cancel(consumerTag);
      await consumer.close();
    });

    it('declares a queue again that vanished under its consumer, where it knows how', async () => {
      const route = { exchange: 'vanishing', key: 'k', queues: ['vanishing'] };
      await broker.ensure([route]);
      const arrived: Delivery[] = [];
      const consumer = await broker.consume(
        'vanishing',
        { prefetch: 1, batchSize: 1, routes: [route] },
        async (batch) => {
          arrived.push(...batch);
          await consumer.acknowledge(batch);
        },
      );
      await channel.deleteQueue('vanishing');
      await until('the queue with its consumer', async () =>
        broker.depth('vanishing').then(
          ({ consumers }) => consumers === 1,
          () => false,
        ),
      );
      await broker.publish(route, [{ body: '1', headers: {} }]);
      await until('the message', async () => arrived.length === 1);
      await consumer.close();
    });

    interface OpenConnection {
      readonly name: string;
    }

    it('goes on after its connections were cut, and loses nothing that was confirmed', async () => {
      const route = { exchange: 'cut', key: 'k', queues: ['cut'] };
      await broker.ensure([route]);
      await peer.close();
      const total = 6_000;
      const confirmed = new Set<number>();
      const deliveries = new Map<number, number>();
      const consumer = await broker.consume(
        'cut',
        { prefetch: 200, batchSize: 100 },
        async (batch) => {
          await consumer.acknowledge(batch);
          for (const delivery of batch)
            deliveries.set(Number(delivery.body), (deliveries.get(Number(delivery.body)) ?? 0) + 1);
        },
      );

      const cutAll = async (): Promise<void> => {
        const cut = await until('connections to cut', async () => {
          const response = await virtualHost.manage(
            'GET',
            `vhosts/${virtualHost.name}/connections`,
          );
          // The shape is RabbitMQ's own (HTTP API reference, /api/vhosts/name/connections).
          const open = (await response.json()) as OpenConnection[];
          return open.length > 0 ? open : null;
        });
        for (const { name } of cut)
          await virtualHost.manage('DELETE', `connections/${encodeURIComponent(name)}`);
      };
      const publishing = (async () => {
        for (let from = 0; from < total; from += 200) {
          const batch = Array.from({ length: 200 }, (_none, step) => from + step);
          await broker.publish(
            route,
            batch.map((n) => ({ body: String(n), headers: {} })),
          );
          for (const n of batch) confirmed.add(n);
          if (from === 1_000 || from === 4_000) await cutAll();
        }
      })();
      await publishing;
      expect(confirmed.size).toBe(total);
      await until('every confirmed message', async () => deliveries.size === total || null);
      await consumer.close();
      await until('an empty queue', async () => (await broker.depth('cut')).ready === 0 || null);
    });

    it('is unavailable, within its time limit, when no server listens', async () => {
      const unreachable = createRabbitMq({ url: 'amqp://guest:guest@127.0.0.1:1', log });
      await expect(unreachable.ping()).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
      await unreachable.close();
    });
  },
);
