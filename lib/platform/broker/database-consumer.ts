import { setImmediate as breathe } from 'node:timers/promises';
import { newId } from '../../kernel/ids.ts';
import { backOffMs, type RetryPolicy } from '../../kernel/retry.ts';
import { errorFacts, type Log } from '../log.ts';
import type { Database } from '../postgres.ts';
import { withRetries } from './database-faults.ts';
import { claim, handBack, hasReady, reap, register, renew, settle, unregister, type ClaimedMessages } from './database-store.ts';
import { createHandout } from './handout.ts';
import type { Consumer, ConsumeOptions, Delivery, Headers } from './port.ts';
import { createSignal } from './signal.ts';

const outages: RetryPolicy = { attempts: Infinity, firstDelayMs: 100, maxDelayMs: 5_000 };
const firstIdleMs = 50;
const longestIdleMs = 500;
const claimBytes = 4_000_000;

/** A registration in the database: it lapses when it is not renewed, and with it every receipt of it. */
interface Session {
  readonly consumer: string;
  readonly number: number;
  readonly held: Set<number>;
}

export interface DatabaseConsumer extends Consumer {
  readonly queueId: number;
  /** Something was published to its queue by this process: fetch now instead of at the next poll. */
  wake(): void;
}

function toDelivery(queue: string, session: Session, claimed: ClaimedMessages, position: number): Delivery {
  const id = claimed.ids[position] ?? 0;
  // Only ever written by JSON.stringify of Headers, in the same row.
  const headers = JSON.parse(claimed.headers[position] ?? '{}') as Headers;
  return {
    queue,
    body: claimed.bodies[position] ?? '',
    headers,
    redelivered: id < claimed.freshFrom,
    receipt: `${session.number}:${id}`,
  };
}

function idsOf(session: Session, deliveries: readonly Delivery[]): number[] {
  const prefix = `${session.number}:`;
  return deliveries
    .filter((delivery) => delivery.receipt.startsWith(prefix))
    .map((delivery) => Number(delivery.receipt.slice(prefix.length)))
    .filter((id) => session.held.has(id));
}

export async function consumeTable(
  database: Database,
  queue: { readonly id: number; readonly name: string },
  options: ConsumeOptions & { readonly claimTtlMs: number },
  onBatch: (deliveries: readonly Delivery[]) => Promise<void>,
  log: Log,
  onSettled: (messages: number) => void,
): Promise<DatabaseConsumer> {
  const work = createSignal();
  const closing = new AbortController();
  const isOpen = (): boolean => !closing.signal.aborted;
  let sessions = 0;
  let averageBytes = claimBytes / 500;
  let isTold = false;

  async function open(): Promise<Session> {
    const session = { consumer: newId(), number: ++sessions, held: new Set<number>() };
    await withRetries(() => register(database, queue.id, session.consumer, options.claimTtlMs), closing.signal);
    return session;
  }

  let session: Session | null = await open();

  async function settleWith(
    deliveries: readonly Delivery[],
    statement: (consumer: string, ids: readonly number[]) => Promise<unknown>,
  ): Promise<void> {
    const current = session;
    if (current === null) return;
    const ids = idsOf(current, deliveries);
    if (ids.length === 0) return;
    await withRetries(() => statement(current.consumer, ids));
    for (const id of ids) current.held.delete(id);
    work.raise();
  }

  const acknowledge = (deliveries: readonly Delivery[]): Promise<void> =>
    settleWith(deliveries, async (consumer, ids) => onSettled(await settle(database, consumer, ids, options.claimTtlMs)));
  const requeue = (deliveries: readonly Delivery[]): Promise<void> =>
    settleWith(deliveries, (consumer, ids) => handBack(database, consumer, ids));
  const handout = createHandout({ batchSize: options.batchSize, lingerMs: 0, onBatch, requeue, log });

  function lapse(): void {
    log.warn({ queue: queue.name }, 'A consumer was away for too long; its messages are delivered again');
    session = null;
    handout.forget();
    work.raise();
  }

  /** The number of messages that were claimed. */
  async function fetch(current: Session): Promise<number> {
    const limit = Math.min(options.prefetch - current.held.size, Math.max(1, Math.floor(claimBytes / averageBytes)));
    const claimed = await claim(database, queue.id, current.consumer, limit, options.claimTtlMs);
    if (claimed === null) {
      if (session === current && isOpen()) lapse();
      return 0;
    }
    if (claimed.ids.length === 0) return 0;
    const characters = claimed.bodies.reduce((sum, body) => sum + body.length, 0);
    averageBytes = Math.max(100, characters / claimed.ids.length);
    for (const id of claimed.ids) current.held.add(id);
    handout.push(claimed.ids.map((_id, position) => toDelivery(queue.name, current, claimed, position)));
    return claimed.ids.length;
  }

  async function idle(): Promise<void> {
    for (let pauseMs = firstIdleMs; isOpen(); pauseMs = Math.min(longestIdleMs, pauseMs * 2)) {
      await work.wait(pauseMs);
      if (isTold || session === null || !isOpen() || (await hasReady(database, queue.id))) break;
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (isOpen()) {
      try {
        isTold = false;
        session ??= await open();
        if (session.held.size >= options.prefetch) await work.wait();
        else if ((await fetch(session)) === 0) await idle();
        failures = 0;
        // The embedded engine computes on this thread: let requests of people in between statements.
        await breathe();
      } catch (error) {
        if (!isOpen()) return;
        failures++;
        log.warn({ ...errorFacts(error), queue: queue.name }, 'Messages could not be fetched; trying again');
        await work.wait(backOffMs(outages, failures));
      }
    }
  }
  const running = run();

  async function beat(): Promise<void> {
    const current = session;
    if (current !== null && !(await renew(database, current.consumer, options.claimTtlMs)) && session === current && isOpen()) lapse();
    await reap(database);
  }
  const heartbeat = setInterval(() => {
    beat().catch((error: unknown) => log.warn({ ...errorFacts(error), queue: queue.name }, 'A claim could not be renewed'));
  }, options.claimTtlMs / 3);

  return {
    acknowledge,
    requeue,
    queueId: queue.id,
    wake() {
      isTold = true;
      work.raise();
    },
    async close() {
      if (!isOpen()) return;
      closing.abort();
      clearInterval(heartbeat);
      handout.close();
      work.raise();
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
