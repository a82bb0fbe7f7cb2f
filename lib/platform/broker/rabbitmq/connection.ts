import { connect, type ChannelModel } from 'amqplib';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { errorFacts, type Log } from '../../log.ts';

const connectTimeoutMs = 10_000;
const heartbeatSeconds = 15;

/**
 * One connection that is opened when first needed and opened anew after it was lost. Retrying
 * is the caller's.
 */
export interface AmqpConnection {
  /** Rejects with `unavailable` when the broker cannot be reached. */
  open(): Promise<ChannelModel>;
  /** Since when the broker has read nothing more of it, being short of memory or disk. */
  blockedSince(): Date | null;
  /** Cuts a connection on which nothing moves any more; the next `open` makes a new one. */
  abandon(): void;
  close(): Promise<void>;
}

export function unreachable(cause: unknown): FaultError {
  return new FaultError(refuse('unavailable', 'RabbitMQ cannot be reached').fault, { cause });
}

// The driver gives an answer to its handshake as text alone.
const refusedUser = /^Handshake terminated by server: 403\b/;
const refusedHost = /^Expected ConnectionOpenOk; got .*ConnectionClose/s;

/** In words why it lets this console not in; null: it was not asked as far as that. */
export function whyRefused(cause: unknown): string | null {
  const message = cause instanceof Error ? cause.message : '';
  if (refusedUser.test(message))
    return (
      'RabbitMQ refuses the user of this console, or its password. Whoever runs RabbitMQ knows ' +
      'what they are now'
    );
  if (refusedHost.test(message))
    return (
      'RabbitMQ does not open its virtual host to the user of this console: it is not there, ' +
      'is stopped, or the rights to it were taken away. Whoever runs RabbitMQ knows which'
    );
  return null;
}

/** Why there is no connection; tried again all the same, since what is refused may be given. */
export function notConnected(cause: unknown): FaultError {
  const says = whyRefused(cause);
  if (says === null) return unreachable(cause);
  return new FaultError(refuse('unavailable', says).fault, { cause });
}

/**
 * The address with a heartbeat, so that a silent peer is noticed, unless the operator has set one.
 */
function withHeartbeat(url: string): string {
  const address = new URL(url);
  if (!address.searchParams.has('heartbeat'))
    address.searchParams.set('heartbeat', String(heartbeatSeconds));
  return address.toString();
}

export function createConnection(url: string, log: Log): AmqpConnection {
  const address = withHeartbeat(url);
  let current: Promise<ChannelModel> | null = null;
  let isClosed = false;
  let blockedSince: Date | null = null;

  async function dial(): Promise<ChannelModel> {
    let model: ChannelModel;
    try {
      model = await connect(address, { noDelay: true, timeout: connectTimeoutMs });
    } catch (error) {
      throw notConnected(error);
    }
    model.on('error', (error) => log.warn(errorFacts(error), 'A connection to RabbitMQ failed'));
    model.on('blocked', () => {
      blockedSince = new Date();
      log.warn('RabbitMQ is short of memory or disk and takes no messages for now');
    });
    model.on('unblocked', () => {
      blockedSince = null;
      log.info('RabbitMQ takes messages again');
    });
    return model;
  }

  return {
    async open() {
      if (isClosed) throw unreachable(new Error('closed'));
      if (current !== null) return current;
      const attempt = dial();
      current = attempt;
      const release = (): void => {
        if (current !== attempt) return;
        current = null;
        blockedSince = null;
      };
      attempt.then((model) => model.on('close', release), release);
      return attempt;
    },
    blockedSince: () => blockedSince,
    abandon() {
      const lost = current;
      current = null;
      blockedSince = null;
      lost?.then((model) => model.close()).catch(() => undefined);
    },
    async close() {
      isClosed = true;
      const last = current;
      current = null;
      if (last === null) return;
      try {
        await (await last).close();
      } catch (error) {
        log.debug(errorFacts(error), 'A connection to RabbitMQ was gone before it was closed');
      }
    },
  };
}
