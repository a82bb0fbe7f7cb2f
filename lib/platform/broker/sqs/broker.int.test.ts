import {
  CreateQueueCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uniqueName } from '#lib/testing/platform/databases.ts';
import { until } from '#lib/testing/platform/until.ts';
import type { Broker, Delivery } from '../port.ts';
import { createSqs } from './broker.ts';

const log = pino({ level: 'silent' });
const { SQS_ENDPOINT_URL: endpoint = '', AWS_REGION: region = 'eu-west-2' } = process.env;

describe.skipIf(endpoint === '')('broker: SQS, visibility and limits (SQS_ENDPOINT_URL)', () => {
  const queue = uniqueName('q');
  const route = { exchange: '', key: queue, queues: [queue] };
  let client: SQSClient;
  let url: string;
  let broker: Broker;

  beforeAll(async () => {
    client = new SQSClient({ endpoint, region });
    url =
      (
        await client.send(
          new CreateQueueCommand({ QueueName: queue, Attributes: { VisibilityTimeout: '77' } }),
        )
      ).QueueUrl ?? '';
    broker = createSqs({
      endpoint,
      region,
      queueUrls: { [queue]: `${endpoint}/000000000000/${queue}` },
      log,
      visibilitySeconds: 1,
    });
    await broker.ensure([route]);
  });
  afterAll(async () => {
    await broker.close();
    await client.send(new DeleteQueueCommand({ QueueUrl: url }));
    client.destroy();
  });

  it('keeps a message hidden for as long as it is worked on', async () => {
    const received: Delivery[] = [];
    const consumer = await broker.consume(queue, { prefetch: 10, batchSize: 10 }, async (batch) => {
      received.push(...batch);
    });
    await broker.publish(route, [{ body: '"long work"', headers: {} }]);
    // SQS holds this one back for three lifetimes of a receipt.
    await client.send(
      new SendMessageCommand({ QueueUrl: url, MessageBody: '"late"', DelaySeconds: 3 }),
    );
    await until(
      'the late message',
      async () => received.some((delivery) => delivery.body === '"late"') || null,
    );
    expect(received.map((delivery) => delivery.body)).toEqual(['"long work"', '"late"']);
    await consumer.acknowledge(received);
    await consumer.close();
    expect(await broker.depth(queue)).toMatchObject({
      ready: 0,
      unacknowledged: 0,
      consumers: null,
    });
  });

  it('delivers again, marked, what a dead consumer had received', async () => {
    await broker.publish(route, [{ body: '"once more"', headers: { 'x-run': 'local-1' } }]);
    await client.send(new ReceiveMessageCommand({ QueueUrl: url, VisibilityTimeout: 1 }));
    const received: Delivery[] = [];
    const consumer = await broker.consume(queue, { prefetch: 10, batchSize: 10 }, async (batch) => {
      received.push(...batch);
      await consumer.acknowledge(batch);
    });
    await until('the message', async () => received.length > 0 || null);
    expect(received).toMatchObject([
      { body: '"once more"', headers: { 'x-run': 'local-1' }, redelivered: true },
    ]);
    await consumer.close();
  });

  it('refuses headers that SQS cannot carry', async () => {
    const eleven = Object.fromEntries(
      Array.from({ length: 11 }, (_none, position) => [`x-${position}`, 'v']),
    );
    for (const headers of [eleven, { 'x empty': 'v' }, { 'x-empty': '' }]) {
      await expect(broker.publish(route, [{ body: '1', headers }])).rejects.toMatchObject({
        fault: { kind: 'invalid' },
      });
    }
  });

  it('sends messages that fill a request each, in several requests', async () => {
    const body = JSON.stringify('x'.repeat(200_000));
    await broker.publish(
      route,
      Array.from({ length: 4 }, () => ({ body, headers: {} })),
    );
    const received: Delivery[] = [];
    const consumer = await broker.consume(queue, { prefetch: 10, batchSize: 10 }, async (batch) => {
      received.push(...batch);
      await consumer.acknowledge(batch);
    });
    await until('all four', async () => received.length === 4 || null);
    expect(received.every((delivery) => delivery.body === body)).toBe(true);
    await consumer.close();
  });

  it('is unavailable when no server listens', async () => {
    const unreachable = createSqs({
      endpoint: 'http://127.0.0.1:1',
      region,
      queueUrls: { q: 'http://127.0.0.1:1/000000000000/q' },
      log,
    });
    await expect(unreachable.ping()).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    await unreachable.close();
  });
});
