import { isUtf8 } from 'node:buffer';
import type { Channel, ConsumeMessage } from 'amqplib';
import type { RetryPolicy } from '#lib/kernel/retry.ts';
import { errorFacts, type Log } from '../../log.ts';
import { createConsumerLoop } from '../consumers.ts';
import { createHandout } from '../handout.ts';
import type { Consumer, ConsumeOptions, Delivery } from '../port.ts';
import type { AmqpConnection } from './connection.ts';
import { newConsumerTag } from './consumer-tags.ts';
import { faultOfReply, isNotFound } from './replies.ts';
import { planSettlement } from './settlement.ts';
import { ensureOn } from './topology.ts';

const outages: RetryPolicy = { attempts: Infinity, firstDelayMs: 100, maxDelayMs: 10_000 };
// A few reads of the socket at full speed; enough to fill batches, too short to be noticed by
// people.
const lingerMs = 15;

/** One channel with its consumer; its delivery tags mean nothing on the next one. */
interface Session {
  readonly number: number;
  readonly channel: Channel;
  readonly outstanding: Map<number, ConsumeMessage>;
  /** Under which name the broker sends to it; null while paused. */
  tag: string | null;
}

/** Foreign headers may hold any AMQP type; here they are text. */
function headersOf(message: ConsumeMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  const table: Readonly<Record<string, unknown>> = message.properties.headers ?? {};
  for (const [name, value] of Object.entries(table)) {
    if (value === null || value === undefined) continue;
    headers[name] = typeof value === 'string' ? value : JSON.stringify(value);
  }
  return headers;
}

export async function consumeQueue(
  link: AmqpConnection,
  queue: string,
  options: ConsumeOptions,
  onBatch: (deliveries: readonly Delivery[]) => Promise<void>,
  log: Log,
): Promise<Consumer> {
  const loop = createConsumerLoop(queue, outages, log);
  let sessions = 0;
  let session: Session | null = null;

  async function settle(
    deliveries: readonly Delivery[],
    frame: (channel: Channel, message: ConsumeMessage, isMultiple: boolean) => void,
  ): Promise<void> {
    const current = session;
    if (current === null) return;
    const prefix = `${current.number}:`;
    const messages = new Map<number, ConsumeMessage>();
    for (const { receipt } of deliveries) {
      const tag = receipt.startsWith(prefix) ? Number(receipt.slice(prefix.length)) : NaN;
      const message = current.outstanding.get(tag);
      if (message === undefined) continue;
      messages.set(tag, message);
      current.outstanding.delete(tag);
    }
    if (messages.size === 0) return;
    const plan = planSettlement(current.outstanding.keys(), [...messages.keys()]);
    const send = (tag: number, isMultiple: boolean): void => {
      const message = messages.get(tag);
      if (message !== undefined) frame(current.channel, message, isMultiple);
    };
    try {
      if (plan.upTo !== null) send(plan.upTo, true);
      for (const tag of plan.single) send(tag, false);
      // Settling has no reply of its own; a channel replies in order, so the next reply comes
      // after it has been done.
      await current.channel.prefetch(options.prefetch);
    } catch (error) {
      log.debug(
        { ...errorFacts(error), queue },
        'A channel was lost before its messages were settled; they come again',
      );
    }
  }

  const acknowledge = (deliveries: readonly Delivery[]): Promise<void> =>
    settle(deliveries, (channel, message, isMultiple) => channel.ack(message, isMultiple));
  const requeue = (deliveries: readonly Delivery[]): Promise<void> =>
    settle(deliveries, (channel, message, isMultiple) => channel.nack(message, isMultiple, true));
  const handout = createHandout({ batchSize: options.batchSize, lingerMs, onBatch, requeue, log });

  async function start(opened: Session): Promise<void> {
    opened.tag = newConsumerTag();
    const onMessage = (message: ConsumeMessage | null): void => {
      if (message === null) {
        // The queue was deleted under the consumer.
        opened.channel.close().catch(() => undefined);
        return;
      }
      opened.outstanding.set(message.fields.deliveryTag, message);
      handout.push([
        {
          queue,
          body: message.content.toString('utf8'),
          headers: headersOf(message),
          redelivered: message.fields.redelivered,
          ...(isUtf8(message.content) ? {} : { isDamaged: true }),
          receipt: `${opened.number}:${message.fields.deliveryTag}`,
        },
      ]);
    };
    await opened.channel.consume(queue, onMessage, { consumerTag: opened.tag });
  }

  /** One at a time; a channel that is lost meanwhile is opened anew, as it is wanted by then. */
  async function follow(): Promise<void> {
    const current = session;
    if (current === null || !loop.isOpen()) return;
    try {
      if (loop.isPaused() && current.tag !== null) {
        const { tag } = current;
        current.tag = null;
        await current.channel.cancel(tag);
      } else if (!loop.isPaused() && current.tag === null) {
        await start(current);
      }
    } catch (error) {
      log.debug(
        { ...errorFacts(error), queue },
        'A channel was lost before its consumer was paused or resumed',
      );
    }
  }

  let following = Promise.resolve();
  function followNext(): Promise<void> {
    following = following.then(follow);
    return following;
  }

  async function attach(): Promise<void> {
    const connection = await link.open();
    try {
      const channel = await connection.createChannel();
      const opened: Session = { number: ++sessions, channel, outstanding: new Map(), tag: null };
      channel.on('error', (error) =>
        log.warn({ ...errorFacts(error), queue }, 'RabbitMQ closed a consumer'),
      );
      channel.on('close', () => {
        if (session !== opened) return;
        session = null;
        handout.clear();
        loop.wake();
      });
      await channel.prefetch(options.prefetch);
      session = opened;
      if (loop.isPaused()) await channel.checkQueue(queue);
      else await start(opened);
      if (!loop.isOpen()) await channel.close();
    } catch (error) {
      session = null;
      throw faultOfReply(error);
    }
  }

  try {
    await attach();
  } catch (error) {
    handout.close();
    throw error;
  }
  /** After a loss: the queue may have gone with what it held, and who sends to it must find it. */
  async function attachAgain(): Promise<void> {
    try {
      await attach();
    } catch (error) {
      if (options.routes !== undefined && isNotFound(error)) await ensureOn(link, options.routes);
      throw error;
    }
  }

  void loop.run(
    () => (session === null ? attachAgain() : loop.wait()),
    'A queue cannot be consumed for now; trying again',
  );

  return {
    acknowledge,
    requeue,
    pause: () => loop.pause().then(followNext),
    resume: () => loop.resume().then(followNext),
    async close() {
      if (!loop.close()) return;
      handout.close();
      const last = session;
      session = null;
      await last?.channel.close().catch(() => undefined);
    },
  };
}
