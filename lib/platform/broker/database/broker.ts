import { FaultError, refuse } from '#lib/kernel/result.ts';
import { errorFacts, type Log } from '../../log.ts';
import { checkDatabase } from '../../database/check-database.ts';
import type { Database } from '../../database/database.ts';
import { consumeTable, type DatabaseConsumer } from './consumer.ts';
import { once, withRetries } from './faults.ts';
import { countMessages, ensureTopology, findQueue, insertMessages } from './store.ts';
import { createOpenConsumers } from '../consumers.ts';
import { messageBytes, refusalOf, throwIfRefused } from '../limits.ts';
import type { Broker, OutgoingMessage } from '../port.ts';

const maxMessageBytes = 900_000;
const statementBytes = 500_000;
const statementMessages = 1_000;
const vacuumAfter = 5_000;

/** Cuts messages into statements; every one stays under 1 MB. */
function* inStatements(
  messages: readonly OutgoingMessage[],
): Generator<readonly OutgoingMessage[]> {
  let from = 0;
  let bytes = 0;
  for (const [position, message] of messages.entries()) {
    const size = messageBytes(message);
    throwIfRefused(refusalOf(message, size, maxMessageBytes));
    if (
      position > from &&
      (bytes + size > statementBytes || position - from >= statementMessages)
    ) {
      yield messages.slice(from, position);
      from = position;
      bytes = 0;
    }
    bytes += size;
  }
  if (from < messages.length) yield messages.slice(from);
}

const noQueue = (): FaultError =>
  new FaultError(refuse('not-found', 'There is no such queue').fault);

/**
 * A broker in the tables of the configured database: durable, acknowledged, redelivered as RabbitMQ
 * does. Several processes may consume one queue. What a dead process held is delivered again once
 * its claim lapses (`claimTtlMs`, database time). Queues and bindings of other environments are out
 * of its reach, whatever their names.
 */
export function createDatabaseBroker(
  database: Database,
  options: { readonly environment: string; readonly log: Log; readonly claimTtlMs?: number },
): Broker {
  const consumers = createOpenConsumers<DatabaseConsumer>();
  const { environment, log, claimTtlMs = 15_000 } = options;
  let settled = 0;

  /** The embedded engine never vacuums by itself; elsewhere autovacuum does. */
  async function tidy(): Promise<void> {
    settled = 0;
    await database
      .run('vacuum broker_message')
      .catch((error: unknown) => log.warn(errorFacts(error), 'Messages could not be tidied up'));
  }

  return {
    kind: 'database',
    ensure: (routes) => withRetries(() => ensureTopology(database, environment, routes)),
    async publish(route, messages) {
      for (const part of [...inStatements(messages)]) {
        const queues = await withRetries(() => insertMessages(database, environment, route, part));
        if (queues.length === 0)
          throw new FaultError(
            refuse('not-found', 'No queue takes messages of this exchange and key').fault,
          );
        for (const consumer of consumers) if (queues.includes(consumer.queueId)) consumer.wake();
      }
    },
    async consume(queue, consumeOptions, onBatch) {
      const id = await withRetries(() => findQueue(database, environment, queue));
      if (id === null) throw noQueue();
      const consumer = await consumeTable(
        database,
        { id, name: queue },
        { ...consumeOptions, claimTtlMs },
        onBatch,
        log,
        (messages) => {
          settled += messages;
          if (database.kind === 'pglite' && settled >= vacuumAfter) void tidy();
        },
      );
      return consumers.add({
        ...consumer,
        async requeue(deliveries) {
          await consumer.requeue(deliveries);
          // Whoever else is idle would not look for a while, and this one may soon take them again.
          for (const other of consumers)
            if (other.queueId === id && other.wake !== consumer.wake) other.wake();
        },
      });
    },
    async depth(queue) {
      const depth = await withRetries(() => countMessages(database, environment, queue));
      if (depth === null) throw noQueue();
      // Nothing but a console reads these tables.
      return { ...depth, otherConsumers: [] };
    },
    refusalOf: (message) => refusalOf(message, messageBytes(message), maxMessageBytes),
    blockedSince: () => null,
    async ping() {
      await once(() => checkDatabase(database));
    },
    async close() {
      await consumers.closeAll();
    },
  };
}
