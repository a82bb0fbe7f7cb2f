import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { RetryPolicy } from '#lib/kernel/retry.ts';
import { errorFacts, type Log } from '../../log.ts';
import { createConsumerLoop } from '../consumers.ts';
import { createHandout } from '../handout.ts';
import type { Consumer, ConsumeOptions, Delivery } from '../port.ts';
import { batchEntries, inTens, untilAllAccepted } from './replies.ts';

const outages: RetryPolicy = { attempts: Infinity, firstDelayMs: 200, maxDelayMs: 10_000 };
// A poll cannot be cancelled without hiding what it may still receive, so it is short.
const longPollSeconds = 3;
const helpersAtMost = 5;
const settlingInFlight = 8;
// A response brings ten at most, in a few milliseconds; enough to fill batches from very many of
// them.
const lingerMs = 100;

export interface SqsConsumer extends Consumer {
  /**
   * Resolves after `close`, when the last poll has ended and what it brought is back in the queue.
   */
  readonly ended: Promise<void>;
}

function toDelivery(queue: string, message: Message): Delivery {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.MessageAttributes ?? {})) {
    if (value.StringValue !== undefined) headers[name] = value.StringValue;
  }
  return {
    queue,
    body: message.Body ?? '',
    headers,
    redelivered: Number(message.Attributes?.ApproximateReceiveCount ?? 1) > 1,
    receipt: message.ReceiptHandle ?? '',
  };
}

export function consumeUrl(
  client: SQSClient,
  queue: { readonly name: string; readonly url: string },
  options: ConsumeOptions & { readonly visibilitySeconds: number },
  onBatch: (deliveries: readonly Delivery[]) => Promise<void>,
  log: Log,
): SqsConsumer {
  const held = new Set<string>();
  const loop = createConsumerLoop(queue.name, outages, log);
  let requested = 0;
  let helpers = 0;
  const free = (): number => (loop.isPaused() ? 0 : options.prefetch - held.size - requested);

  const changeVisibility = (receipts: readonly string[], seconds: number): Promise<void> =>
    inTens(receipts, settlingInFlight, (ten) =>
      untilAllAccepted(
        ten,
        (left) =>
          client.send(
            new ChangeMessageVisibilityBatchCommand({
              QueueUrl: queue.url,
              Entries: left.map((receipt, position) => ({
                Id: String(position),
                ReceiptHandle: receipt,
                VisibilityTimeout: seconds,
              })),
            }),
          ),
        // Lapsed: it belongs to another consumer by now.
        (receipt) => held.delete(receipt),
      ),
    );

  function release(deliveries: readonly Delivery[]): readonly string[] {
    const receipts = deliveries
      .map((delivery) => delivery.receipt)
      .filter((receipt) => held.delete(receipt));
    loop.wake();
    return receipts;
  }

  async function acknowledge(deliveries: readonly Delivery[]): Promise<void> {
    await inTens(release(deliveries), settlingInFlight, (ten) =>
      untilAllAccepted(
        ten,
        (left) =>
          client.send(
            new DeleteMessageBatchCommand({
              QueueUrl: queue.url,
              Entries: left.map((receipt, position) => ({
                Id: String(position),
                ReceiptHandle: receipt,
              })),
            }),
          ),
        () =>
          log.debug(
            { queue: queue.name },
            'A receipt had lapsed before its message was acknowledged; it comes again',
          ),
      ),
    );
  }

  const requeue = (deliveries: readonly Delivery[]): Promise<void> =>
    changeVisibility(release(deliveries), 0);
  const handout = createHandout({ batchSize: options.batchSize, lingerMs, onBatch, requeue, log });

  /** Whether the queue returned as much as was requested. */
  async function receive(waitSeconds: number): Promise<boolean> {
    const limit = Math.min(batchEntries, free());
    requested += limit;
    try {
      const { Messages: messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: queue.url,
          MaxNumberOfMessages: limit,
          WaitTimeSeconds: waitSeconds,
          VisibilityTimeout: options.visibilitySeconds,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        }),
      );
      const deliveries = messages.map((message) => toDelivery(queue.name, message));
      if (loop.isOpen() && !loop.isPaused()) {
        for (const { receipt } of deliveries) held.add(receipt);
        handout.push(deliveries);
      } else {
        await changeVisibility(
          deliveries.map((delivery) => delivery.receipt),
          0,
        );
      }
      return deliveries.length === limit;
    } finally {
      requested -= limit;
    }
  }

  async function help(): Promise<void> {
    helpers++;
    try {
      while (loop.isOpen() && free() > 0 && (await receive(0))) loop.wake();
    } finally {
      helpers--;
    }
  }

  async function turn(): Promise<void> {
    if (free() <= 0) return loop.wait();
    const isBusy = await receive(longPollSeconds);
    while (isBusy && loop.isOpen() && helpers < helpersAtMost && free() > 0) {
      help().catch((error: unknown) =>
        log.debug(
          { ...errorFacts(error), queue: queue.name },
          'A poll failed; the next one tries again',
        ),
      );
    }
  }
  const running = loop.run(turn, 'A queue cannot be polled for now; trying again');

  loop.every(
    (options.visibilitySeconds * 1_000) / 3,
    () => changeVisibility([...held], options.visibilitySeconds),
    'Messages in work could not stay hidden; they may come twice',
  );

  return {
    acknowledge,
    requeue,
    pause: () => loop.pause(),
    resume: () => loop.resume(),
    ended: running,
    async close() {
      if (!loop.close()) return;
      handout.close();
      const receipts = [...held];
      held.clear();
      await changeVisibility(receipts, 0);
    },
  };
}
