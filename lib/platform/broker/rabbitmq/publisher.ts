import { IllegalOperationError, type ConfirmChannel, type Options } from 'amqplib';
import { FaultError, isUnavailable, refuse, type Fault } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';
import { errorFacts, type Log } from '../../log.ts';
import { messageBytes, refusalOf, throwIfRefused } from '../limits.ts';
import type { OutgoingMessage, Route } from '../port.ts';
import { unreachable, type AmqpConnection } from './connection.ts';
import { faultOfReply } from './replies.ts';

const outages: RetryPolicy = { attempts: 8, firstDelayMs: 100, maxDelayMs: 5_000 };
// RabbitMQ 4 takes 16 MiB by default, older ones more.
const maxMessageBytes = 16 * 1024 * 1024;
const unconfirmedAtMost = 2_000;
const stalledAfterMs = 30_000;

export const refusalOfMessage = (message: OutgoingMessage): Fault | null =>
  refusalOf(message, messageBytes(message), maxMessageBytes);

interface Publication {
  readonly route: Route;
  isReturned: boolean;
}

interface OpenChannel {
  readonly channel: ConfirmChannel;
  /** Why the broker closed it; null while it is open or when the connection was lost. */
  refusal(): unknown;
  /** Publications whose confirms are awaited: a returned message is looked up here. */
  readonly running: Set<Publication>;
}

async function openChannel(link: AmqpConnection): Promise<OpenChannel> {
  const connection = await link.open();
  let refusal: unknown = null;
  const running = new Set<Publication>();
  const channel = await connection.createConfirmChannel().catch((error: unknown) => {
    throw unreachable(error);
  });
  // Every publication that runs listens for itself.
  channel.setMaxListeners(0);
  channel.on('error', (error) => {
    refusal = error;
  });
  // A mandatory message that no queue takes comes back before it is confirmed (RabbitMQ, "Publisher
  // confirms").
  channel.on('return', (message) => {
    for (const publication of running) {
      if (
        publication.route.exchange === message.fields.exchange &&
        publication.route.key === message.fields.routingKey
      )
        publication.isReturned = true;
    }
  });
  return { channel, refusal: () => refusal, running };
}

const propertiesOf = (message: OutgoingMessage): Options.Publish => ({
  persistent: true,
  mandatory: true,
  contentType: 'application/json',
  contentEncoding: 'UTF-8',
  headers: message.headers,
});

/** What of one publication is on its way over one channel, by position. */
interface Flight {
  readonly unconfirmed: Set<number>;
  readonly refused: number[];
  confirms: number;
  hasEnded: boolean;
  wake: (() => void) | null;
}

/**
 * Resolves when the channel takes more, enough confirms have come, or it has ended; rejects when
 * nothing at all came for too long.
 */
async function untilMoved(
  channel: ConfirmChannel,
  flight: Flight,
  isBlocked: () => boolean,
): Promise<void> {
  const hasMoved = await new Promise<boolean>((resolve) => {
    let confirms = flight.confirms;
    const settle = (isConfirmed: boolean): void => {
      clearInterval(watch);
      channel.off('drain', moved);
      flight.wake = null;
      resolve(isConfirmed);
    };
    const moved = (): void => settle(true);
    const watch = setInterval(() => {
      // A broker that is short of memory reads nothing, and goes on where it stopped.
      if (flight.confirms === confirms && !isBlocked()) settle(false);
      confirms = flight.confirms;
    }, stalledAfterMs);
    channel.once('drain', moved);
    flight.wake = moved;
  });
  if (!hasMoved) throw unreachable(new Error('no confirm in time'));
}

/**
 * Sends with confirms in a pipeline, and returns those that were not confirmed when the channel
 * ended.
 */
async function send(
  open: OpenChannel,
  publication: Publication,
  messages: readonly OutgoingMessage[],
  isBlocked: () => boolean,
): Promise<readonly OutgoingMessage[]> {
  const { channel } = open;
  const { exchange, key } = publication.route;
  const flight: Flight = {
    unconfirmed: new Set(),
    refused: [],
    confirms: 0,
    hasEnded: false,
    wake: null,
  };
  const onClose = (): void => {
    flight.hasEnded = true;
    flight.wake?.();
  };
  const left = (): OutgoingMessage[] => {
    const positions = new Set([...flight.refused, ...flight.unconfirmed]);
    return messages.filter((_message, position) => positions.has(position));
  };
  const put = (message: OutgoingMessage, position: number): boolean => {
    flight.unconfirmed.add(position);
    return channel.publish(
      exchange,
      key,
      Buffer.from(message.body),
      propertiesOf(message),
      (failure: unknown) => {
        flight.unconfirmed.delete(position);
        flight.confirms++;
        if (failure !== null) flight.refused.push(position);
        if (flight.unconfirmed.size === 0 || flight.unconfirmed.size === unconfirmedAtMost - 1)
          flight.wake?.();
      },
    );
  };

  channel.once('close', onClose);
  open.running.add(publication);
  try {
    for (const [position, message] of messages.entries()) {
      while (!flight.hasEnded && flight.unconfirmed.size >= unconfirmedAtMost)
        await untilMoved(channel, flight, isBlocked);
      if (flight.hasEnded) return [...left(), ...messages.slice(position)];
      if (!put(message, position)) await untilMoved(channel, flight, isBlocked);
    }
    while (!flight.hasEnded && flight.unconfirmed.size > 0)
      await untilMoved(channel, flight, isBlocked);
    return left();
  } finally {
    open.running.delete(publication);
    channel.off('close', onClose);
  }
}

export interface Publisher {
  publish(route: Route, messages: readonly OutgoingMessage[]): Promise<void>;
}

export function createPublisher(link: AmqpConnection, log: Log): Publisher {
  let shared: Promise<OpenChannel> | null = null;
  const isBlocked = (): boolean => link.blockedSince() !== null;

  function sharedChannel(): Promise<OpenChannel> {
    if (shared !== null) return shared;
    const opening = openChannel(link);
    shared = opening;
    const release = (): void => {
      if (shared === opening) shared = null;
    };
    opening.then(({ channel }) => channel.once('close', release), release);
    return opening;
  }

  /**
   * A refusal closes the channel for all publications on it, so who was refused is found out on a
   * channel of its own.
   */
  async function sendAlone(
    publication: Publication,
    messages: readonly OutgoingMessage[],
  ): Promise<readonly OutgoingMessage[]> {
    const open = await openChannel(link);
    const left = await send(open, publication, messages, isBlocked);
    if (open.refusal() !== null) throw faultOfReply(open.refusal());
    await open.channel.close().catch(() => undefined);
    return left;
  }

  return {
    async publish(route, messages) {
      for (const message of messages) throwIfRefused(refusalOfMessage(message));
      const publication: Publication = { route, isReturned: false };
      let left = messages;
      let isAlone = false;
      await retry(outages, isUnavailable, async (attempt) => {
        try {
          if (attempt > 1)
            log.info(
              { exchange: route.exchange, key: route.key, messages: left.length },
              'Publishing again what RabbitMQ has not confirmed',
            );
          if (isAlone) {
            left = await sendAlone(publication, left);
          } else {
            const open = await sharedChannel();
            left = await send(open, publication, left, isBlocked);
            isAlone = open.refusal() !== null;
          }
        } catch (error) {
          log.warn(errorFacts(error), 'Publishing to RabbitMQ was interrupted');
          // Thrown by amqplib when the channel had ended before the first frame.
          if (error instanceof IllegalOperationError) throw unreachable(error);
          if (isUnavailable(error)) link.abandon();
          throw error;
        }
        if (left.length > 0) throw unreachable(new Error('not confirmed'));
      });
      if (publication.isReturned)
        throw new FaultError(
          refuse('not-found', 'No queue takes messages of this exchange and key').fault,
        );
    },
  };
}
