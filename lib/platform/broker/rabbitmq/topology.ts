import type { Channel, ChannelModel } from 'amqplib';
import type { AmqpConnection } from './connection.ts';
import { faultOfReply, replyCode } from './replies.ts';
import type { Route } from '../port.ts';

/** A refused check closes its channel, so every question gets a channel of its own. */
export async function onThrowaway<T>(
  connection: ChannelModel,
  operation: (channel: Channel) => Promise<T>,
): Promise<T> {
  const channel = await connection.createChannel();
  // The refusal reaches the caller through the rejected call.
  channel.on('error', () => undefined);
  const result = await operation(channel);
  await channel.close();
  return result;
}

async function exists(
  connection: ChannelModel,
  check: (channel: Channel) => Promise<unknown>,
): Promise<boolean> {
  try {
    await onThrowaway(connection, check);
    return true;
  } catch (error) {
    if (replyCode(error) === 404) return false;
    throw error;
  }
}

async function ensureQueue(connection: ChannelModel, queue: string): Promise<void> {
  if (await exists(connection, (channel) => channel.checkQueue(queue))) return;
  await onThrowaway(connection, (channel) => channel.assertQueue(queue, { durable: true }));
}

async function ensureExchange(connection: ChannelModel, exchange: string): Promise<void> {
  if (await exists(connection, (channel) => channel.checkExchange(exchange))) return;
  await onThrowaway(connection, (channel) =>
    channel.assertExchange(exchange, 'direct', { durable: true }),
  );
}

/**
 * Existing queues and exchanges are used as they are; only what is missing is declared. Binding
 * again changes nothing.
 */
export async function ensureOn(link: AmqpConnection, routes: readonly Route[]): Promise<void> {
  const connection = await link.open();
  try {
    for (const exchange of new Set(routes.map((route) => route.exchange))) {
      if (exchange !== '') await ensureExchange(connection, exchange);
    }
    for (const queue of new Set(routes.flatMap((route) => route.queues)))
      await ensureQueue(connection, queue);
    for (const route of routes) {
      if (route.exchange === '') continue;
      for (const queue of route.queues) {
        await onThrowaway(connection, (channel) =>
          channel.bindQueue(queue, route.exchange, route.key),
        );
      }
    }
  } catch (error) {
    throw faultOfReply(error);
  }
}
