import { newId } from '#lib/kernel/ids.ts';
import type { RetryPolicy } from '#lib/kernel/retry.ts';
import { errorFacts, type Log } from '../../log.ts';
import type { Database } from '../../database/database.ts';
import { withRetries } from './faults.ts';
import {
  claim,
  returnMessages,
  returnAllBut,
  hasReady,
  reap,
  register,
  renew,
  settle,
  unregister,
  type ClaimedMessages,
} from './store.ts';
import { createConsumerLoop } from '../consumers.ts';
import { createHandout } from '../handout.ts';
import type { Consumer, ConsumeOptions, Delivery, Headers } from '../port.ts';

const outages: RetryPolicy = { attempts: Infinity, firstDelayMs: 100, maxDelayMs: 5_000 };
const firstIdleMs = 50;
const longestIdleMs = 500;
const claimBytes = 4_000_000;

/**
 * A registration in the database: it lapses when it is not renewed, and with it every receipt of
 * it.
 */
interface Session {
  readonly consumer: string;
  readonly number: number;
  /**
   * Which delivery of it is in hand, by message id: the same message may come again before its
   * requeue has returned.
   */
  readonly held: Map<number, number>;
  /** Ids of statements under way that settle or hand back. */
  readonly leaving: Set<number>;
}

export interface DatabaseConsumer extends Consumer {
  readonly queueId: number;
  /**
   * Something was published to its queue by this process: fetch now instead of at the next poll.
   */
  wake(): void;
}

function toDelivery(
  queue: string,
  claimed: ClaimedMessages,
  position: number,
  receipt: string,
): Delivery {
  // Only ever written by JSON.stringify of Headers, in the same row.
  const headers = JSON.parse(claimed.headers[position] ?? '{}') as Headers;
  return {
    queue,
    body: claimed.bodies[position] ?? '',
    headers,
    redelivered: (claimed.ids[position] ?? 0) < claimed.freshFrom,
    receipt,
  };
}

const receiptOf = (session: Session, delivery: number, id: number): string =>
  `${session.number}:${delivery}:${id}`;

/** Removes them from what is held; not those of an earlier session or delivery. */
function removeHeld(
  session: Session,
  deliveries: readonly Delivery[],
): ReadonlyMap<number, number> {
  const removed = new Map<number, number>();
  for (const { receipt } of deliveries) {
    const [, delivery, id] = receipt.split(':').map(Number);
    if (delivery === undefined || id === undefined || receiptOf(session, delivery, id) !== receipt)
      continue;
    if (session.held.get(id) !== delivery) continue;
    session.held.delete(id);
    removed.set(id, delivery);
  }
  return removed;
}

export async function consumeTable(
  database: Database,
  queue: { readonly id: number; readonly name: string },
  options: ConsumeOptions & { readonly claimTtlMs: number },
  onBatch: (deliveries: readonly Delivery[]) => Promise<void>,
  log: Log,
  onSettled: (messages: number) => void,
): Promise<DatabaseConsumer> {
  const loop = createConsumerLoop(queue.name, outages, log);
  let sessions = 0;
  let claims = 0;
  let isUnsure = false;
  let averageBytes = claimBytes / 500;
  let isWoken = false;
  let fetching: Promise<number> = Promise.resolve(0);

  async function open(): Promise<Session> {
    const session = {
      consumer: newId(),
      number: ++sessions,
      held: new Map<number, number>(),
      leaving: new Set<number>(),
    };
    await withRetries(
      () => register(database, queue.id, session.consumer, options.claimTtlMs),
      loop.closing,
    );
    return session;
  }

  let session: Session | null = await open();

  async function settleWith(
    deliveries: readonly Delivery[],
    statement: (consumer: string, ids: readonly number[]) => Promise<unknown>,
  ): Promise<void> {
    const current = session;
    if (current === null) return;
    const removed = removeHeld(current, deliveries);
    if (removed.size === 0) return;
    const ids = [...removed.keys()];
    for (const id of ids) current.leaving.add(id);
    try {
      await withRetries(() => statement(current.consumer, ids));
    } catch (error) {
      for (const [id, delivery] of removed)
        if (!current.held.has(id)) current.held.set(id, delivery);
      throw error;
    } finally {
      for (const id of ids) current.leaving.delete(id);
    }
    loop.wake();
  }

  const acknowledge = (deliveries: readonly Delivery[]): Promise<void> =>
    settleWith(deliveries, async (consumer, ids) =>
      onSettled(await settle(database, consumer, ids, options.claimTtlMs)),
    );
  const requeue = (deliveries: readonly Delivery[]): Promise<void> =>
    settleWith(deliveries, (consumer, ids) => returnMessages(database, consumer, ids));
  const handout = createHandout({
    batchSize: options.batchSize,
    lingerMs: 0,
    onBatch,
    requeue,
    log,
  });

  function lapse(): void {
    log.warn(
      { queue: queue.name },
      'A consumer was away for too long; its messages are delivered again',
    );
    session = null;
    handout.clear();
    loop.wake();
  }

  /** The number of messages that were claimed. */
  async function fetch(current: Session): Promise<number> {
    const limit = Math.min(
      options.prefetch - current.held.size,
      Math.max(1, Math.floor(claimBytes / averageBytes)),
    );
    if (isUnsure)
      await returnAllBut(database, current.consumer, [...current.held.keys(), ...current.leaving]);
    isUnsure = true;
    const claimed = await claim(database, queue.id, current.consumer, limit, options.claimTtlMs);
    isUnsure = false;
    if (claimed === null) {
      if (session === current && loop.isOpen()) lapse();
      return 0;
    }
    if (claimed.ids.length === 0) return 0;
    const characters = claimed.bodies.reduce((sum, body) => sum + body.length, 0);
    averageBytes = Math.max(100, characters / claimed.ids.length);
    const delivery = ++claims;
    for (const id of claimed.ids) current.held.set(id, delivery);
    handout.push(
      claimed.ids.map((id, position) =>
        toDelivery(queue.name, claimed, position, receiptOf(current, delivery, id)),
      ),
    );
    return claimed.ids.length;
  }

  async function idle(): Promise<void> {
    for (let pauseMs = firstIdleMs; loop.isOpen(); pauseMs = Math.min(longestIdleMs, pauseMs * 2)) {
      await loop.wait(pauseMs);
      if (isWoken || session === null || !loop.isOpen() || (await hasReady(database, queue.id)))
        break;
    }
  }

  async function turn(): Promise<void> {
    isWoken = false;
    session ??= await open();
    if (loop.isPaused() || session.held.size >= options.prefetch) await loop.wait();
    else {
      fetching = fetch(session);
      if ((await fetching) === 0) await idle();
    }
  }
  const running = loop.run(turn, 'Messages could not be fetched; trying again');

  async function beat(): Promise<void> {
    const current = session;
    if (
      current !== null &&
      !(await renew(database, current.consumer, options.claimTtlMs)) &&
      session === current &&
      loop.isOpen()
    )
      lapse();
    await reap(database);
  }
  loop.every(options.claimTtlMs / 3, beat, 'A claim could not be renewed');

  return {
    acknowledge,
    requeue,
    async pause() {
      await loop.pause();
      await fetching.catch(() => 0);
    },
    resume: () => loop.resume(),
    queueId: queue.id,
    wake() {
      isWoken = true;
      loop.wake();
    },
    async close() {
      if (!loop.close()) return;
      handout.close();
      await running;
      const current = session;
      session = null;
      if (current === null) return;
      await unregister(database, current.consumer).catch((error: unknown) => {
        log.warn(
          { ...errorFacts(error), queue: queue.name },
          'A consumer could not sign off; its messages come back when its claim lapses',
        );
      });
    },
  };
}
