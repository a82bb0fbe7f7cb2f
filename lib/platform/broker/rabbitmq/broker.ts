import { isUnavailable } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';
import type { Log } from '../../log.ts';
import { createOpenConsumers } from '../consumers.ts';
import type { Broker } from '../port.ts';
import { consumeQueue } from './consumer.ts';
import { createConnection } from './connection.ts';
import { readQueueFacts } from './management.ts';
import { probe } from './probe.ts';
import { createPublisher, refusalOfMessage } from './publisher.ts';
import { faultOfReply } from './replies.ts';
import { ensureOn, onThrowaway } from './topology.ts';

const questions: RetryPolicy = { attempts: 5, firstDelayMs: 100, maxDelayMs: 3_000 };

export interface RabbitMqOptions {
  /** `amqp://user:password@host:port/virtual-host`, or `amqps`. */
  readonly url: string;
  /** Without it unacknowledged messages and who consumes are not known. */
  readonly managementUrl?: string;
  readonly log: Log;
}

/**
 * RabbitMQ. Publishing and consuming have a connection each: a broker that slows publishers down
 * does it to the whole connection.
 */
export function createRabbitMq({ url, managementUrl, log }: RabbitMqOptions): Broker {
  const publishing = createConnection(url, log);
  const consuming = createConnection(url, log);
  const publisher = createPublisher(publishing, log);
  const consumers = createOpenConsumers();
  const again = <T>(work: () => Promise<T>): Promise<T> => retry(questions, isUnavailable, work);

  return {
    kind: 'rabbitmq',
    ensure: (routes) => again(() => ensureOn(consuming, routes)),
    publish: (route, messages) => publisher.publish(route, messages),
    refusalOf: refusalOfMessage,
    async consume(queue, options, onBatch) {
      return consumers.add(
        await again(() => consumeQueue(consuming, queue, options, onBatch, log)),
      );
    },
    async depth(queue) {
      const [counts, facts] = await Promise.all([
        again(async () => {
          const connection = await consuming.open();
          try {
            return await onThrowaway(connection, (channel) => channel.checkQueue(queue));
          } catch (error) {
            throw faultOfReply(error);
          }
        }),
        managementUrl === undefined ? null : readQueueFacts(managementUrl, url, queue, log),
      ]);
      return {
        ready: counts.messageCount,
        unacknowledged: facts?.unacknowledged ?? null,
        messages: facts?.messages ?? null,
        consumers: counts.consumerCount,
        otherConsumers: counts.consumerCount === 0 ? [] : (facts?.otherConsumers ?? null),
      };
    },
    ping: () => probe(publishing),
    blockedSince: () => publishing.blockedSince(),
    async close() {
      await consumers.closeAll();
      await Promise.all([publishing.close(), consuming.close()]);
    },
  };
}
