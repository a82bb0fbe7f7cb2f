/** A service that answers in the place of our participant of the tiny pipeline, without headers. */
import type { Broker, OutgoingMessage } from '#lib/platform/broker/port.ts';
import type { Expectations } from '#lib/sync/world.ts';
import { pebbles, type TinyBench, type TinySuite } from './tiny-engine.ts';

export const endMarker: OutgoingMessage = { body: '"the end"', headers: {} };

export const rows = (count: number, prefix = ''): OutgoingMessage[] =>
  [...pebbles(count)].map(({ id, colour }) => ({
    body: JSON.stringify({ id: prefix + id, colour }),
    headers: {},
  }));

/** `records`: what a person has said of the source; null where nobody has. */
export const expecting = (records: number | null): Expectations => ({
  records: new Map(records === null ? [] : [['quarry', records]]),
  withinPercent: 5,
});

export type Respond = (
  order: number,
  send: (messages: OutgoingMessage[]) => Promise<void>,
) => Promise<void>;

/**
 * Receives orders one by one and replies to each with `respond`, until the test ends; returns those
 * that it has received.
 */
export async function tinyService(
  suite: TinySuite,
  on: TinyBench,
  respond: Respond,
  broker: Broker = on.world.brokers.amqp,
): Promise<readonly string[]> {
  await broker.ensure([on.startRoute, on.dataRoute]);
  const orders: string[] = [];
  const consumer = await broker.consume(
    on.own('tiny.start'),
    { prefetch: 1, batchSize: 1 },
    async (deliveries) => {
      orders.push(...deliveries.map((delivery) => delivery.body));
      await respond(orders.length, (messages) => broker.publish(on.dataRoute, messages));
      await consumer.acknowledge(deliveries);
    },
  );
  suite.stopAfter({ stop: () => consumer.close() });
  return orders;
}
