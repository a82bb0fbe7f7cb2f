import type { Fault } from '#lib/kernel/result.ts';

/** Text headers travel with a message and never in its body (`docs/sync-contract.md` 1.7). */
export type Headers = Readonly<Record<string, string>>;

export interface OutgoingMessage {
  /**
   * JSON text, UTF-8. Arrives equal as JSON; SQS may have escaped characters that it does not take
   * raw.
   */
  readonly body: string;
  readonly headers: Headers;
}

export interface Delivery extends OutgoingMessage {
  readonly queue: string;
  readonly redelivered: boolean;
  /** Bytes of its body that were no UTF-8 are U+FFFD here. */
  readonly isDamaged?: true;
  /** Opaque: what this broker needs to acknowledge it. */
  readonly receipt: string;
}

/**
 * Where messages go: a direct exchange and key (RabbitMQ), or a queue by its own name (SQS ignores
 * exchange and key, and sends to every queue listed). The exchange `''` is the nameless one: its
 * key is a queue's own name.
 */
export interface Route {
  readonly exchange: string;
  readonly key: string;
  /** Every queue bound to that key; the first one reports depth. */
  readonly queues: readonly string[];
}

export interface QueueDepth {
  readonly ready: number;
  /** Null: not known, and never to be read as none. */
  readonly unacknowledged: number | null;
  /**
   * Both together as they were at one moment: what comes back again and again is always one. Null:
   * not known.
   */
  readonly messages: number | null;
  /** Null: not known. */
  readonly consumers: number | null;
  /** Those of them that are no console, in words for people; null: not known. */
  readonly otherConsumers: readonly string[] | null;
}

export interface ConsumeOptions {
  /** Messages handed out and not yet acknowledged, at most. */
  readonly prefetch: number;
  /**
   * Called with what has arrived, at most this many; never two calls at once. A rejection requeues
   * the batch and backs off.
   */
  readonly batchSize: number;
  /** Ensured again when the queue has vanished under its consumer. */
  readonly routes?: readonly Route[];
}

export interface Consumer {
  /**
   * Resolves when the broker knows. A receipt of a lost connection is ignored: the broker
   * redelivers.
   */
  acknowledge(deliveries: readonly Delivery[]): Promise<void>;
  /** Back to the queue, delivered again (to this or another consumer) with `redelivered`. */
  requeue(deliveries: readonly Delivery[]): Promise<void>;
  /**
   * Takes nothing new from the queue until `resume`, so that other consumers get it. What has been
   * asked for before may still arrive; what is unacknowledged stays so.
   */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /**
   * Stops deliveries; what is unacknowledged goes back to the queue. Does not wait for a running
   * `onBatch`, which may be the one that closes; its receipts are ignored from then on.
   */
  close(): Promise<void>;
}

/**
 * At least once, in no promised order. Methods reject with a FaultError: `unavailable` when the
 * broker cannot be reached (after retries), `precondition` when a queue exists that cannot be used
 * as it is, `invalid` when a message is too large or no JSON text, `not-found` when there is no
 * such queue (consume, depth) or no queue takes the message (publish).
 */
export interface Broker {
  readonly kind: 'rabbitmq' | 'sqs' | 'database';
  /**
   * Checks passively; declares only what is missing, durable, without arguments; binds. Existing
   * ones are used as they are.
   */
  ensure(routes: readonly Route[]): Promise<void>;
  /**
   * Resolves when every message is durable at the broker (publisher confirms); `unavailable`
   * otherwise. Unroutable is a fault, not a loss.
   */
  publish(route: Route, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Why `publish` would take this message from nobody (`invalid`); null: it may be sent. */
  refusalOf(message: OutgoingMessage): Fault | null;
  /** Survives a lost connection: goes on when the broker is back. */
  consume(
    queue: string,
    options: ConsumeOptions,
    onBatch: (deliveries: readonly Delivery[]) => Promise<void>,
  ): Promise<Consumer>;
  depth(queue: string): Promise<QueueDepth>;
  /**
   * One quick try, without retries, so that a status page can check often. `busy`: it answers, and
   * takes no messages for now.
   */
  ping(): Promise<void>;
  /** Since when it has taken no messages, though it answers; null: it takes them, or is away. */
  blockedSince(): Date | null;
  close(): Promise<void>;
}
