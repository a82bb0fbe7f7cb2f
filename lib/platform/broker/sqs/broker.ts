import { SQSClient } from '@aws-sdk/client-sqs';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { errorFacts, type Log } from '../../log.ts';
import type { Broker } from '../port.ts';
import { consumeUrl, type SqsConsumer } from './consumer.ts';
import { refusalOfMessage, sendTo } from './publisher.ts';
import { attributesAt, createQueues, isNotFound } from './queues.ts';

export interface SqsOptions {
  /** Only for servers that emulate SQS; the SDK finds the real one by region. */
  readonly endpoint?: string;
  readonly region: string;
  /** The address of each queue that routes name. */
  readonly queueUrls: Readonly<Record<string, string>>;
  readonly log: Log;
  /** How long a message in work stays hidden after its consumer died. */
  readonly visibilitySeconds?: number;
}

// Otherwise the SDK only warns of a request without an answer, and waits for it for ever.
const unanswered = { throwOnRequestTimeout: true };

const countIn = (attribute: string | undefined): number | null =>
  attribute !== undefined && /^\d+$/.test(attribute) ? Number(attribute) : null;

/**
 * Amazon SQS, standard queues; credentials by the SDK's own chain. A route's exchange and key mean
 * nothing here.
 */
export function createSqs({
  endpoint,
  region,
  queueUrls,
  log,
  visibilitySeconds = 30,
}: SqsOptions): Broker {
  const common = { region, ...(endpoint === undefined ? {} : { endpoint }) };
  const client = new SQSClient({
    ...common,
    maxAttempts: 6,
    requestHandler: { ...unanswered, connectionTimeout: 5_000, requestTimeout: 30_000 },
  });
  const probe = new SQSClient({
    ...common,
    maxAttempts: 1,
    requestHandler: { ...unanswered, connectionTimeout: 3_000, requestTimeout: 5_000 },
  });
  const queues = createQueues(client, queueUrls);
  const consumers = new Set<SqsConsumer>();

  return {
    kind: 'sqs',
    async ensure(routes) {
      for (const queue of new Set(routes.flatMap((route) => route.queues)))
        await queues.ensure(queue);
    },
    async publish(route, messages) {
      if (route.queues.length === 0)
        throw new FaultError(refuse('not-found', 'No queue takes messages of this route').fault);
      const urls = await Promise.all(route.queues.map((queue) => queues.find(queue)));
      await Promise.all(urls.map((url) => sendTo(client, url, messages)));
    },
    refusalOf: refusalOfMessage,
    async consume(queue, options, onBatch) {
      const url = await queues.find(queue);
      const consumer = consumeUrl(
        client,
        { name: queue, url },
        { ...options, visibilitySeconds },
        onBatch,
        log,
      );
      consumers.add(consumer);
      void consumer.ended.then(() => consumers.delete(consumer));
      return consumer;
    },
    async depth(queue) {
      const counts = await queues.attributes(queue, [
        'ApproximateNumberOfMessages',
        'ApproximateNumberOfMessagesNotVisible',
      ]);
      const ready = countIn(counts['ApproximateNumberOfMessages']);
      if (ready === null)
        throw new FaultError(
          refuse('unavailable', 'SQS does not say how many messages a queue has').fault,
        );
      const unacknowledged = countIn(counts['ApproximateNumberOfMessagesNotVisible']);
      return {
        ready,
        unacknowledged,
        messages: unacknowledged === null ? null : ready + unacknowledged,
        consumers: null,
        otherConsumers: null,
      };
    },
    blockedSince: () => null,
    async ping() {
      const [url] = Object.values(queueUrls);
      if (url === undefined)
        throw new FaultError(refuse('precondition', 'No queue of SQS is configured').fault);
      // That the queue is missing is a response of SQS too.
      await attributesAt(probe, url, ['QueueArn']).catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      });
    },
    async close() {
      for (const consumer of [...consumers]) {
        await consumer
          .close()
          .catch((error: unknown) =>
            log.warn(errorFacts(error), 'Messages of SQS come back when they are visible again'),
          );
        await consumer.ended;
      }
      client.destroy();
      probe.destroy();
    },
  };
}
