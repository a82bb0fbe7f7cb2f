import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultKind } from '#lib/kernel/result.ts';
import { FaultError } from '#lib/kernel/result.ts';
import type {
  Broker,
  Consumer,
  ConsumeOptions,
  Delivery,
  OutgoingMessage,
  Route,
} from '#lib/platform/broker/port.ts';
import { until } from './until.ts';

/**
 * What implementations of the port may differ in; each difference is a test of its own, not a skip.
 */
export interface BrokerCapabilities {
  /**
   * True: messages follow the bindings of exchange and key. False: they go to the queues that the
   * route lists.
   */
  readonly followsBindings: boolean;
  readonly countsUnacknowledged: boolean;
  readonly countsConsumers: boolean;
  /** Whether it tells other programs that consume from consoles. */
  readonly namesOtherConsumers: boolean;
  /** A body of this size is too large. */
  readonly tooLargeBytes: number;
}

/** A broker with queues of this suite alone. */
export interface BrokerUnderTest {
  /** Another connection to the same broker, as another process would have it. */
  open(): Broker;
  /** A name that is free in this broker. */
  freeName(): string;
  close(): Promise<void>;
}

interface Collected {
  readonly consumer: Consumer;
  readonly deliveries: Delivery[];
  readonly batchSizes: number[];
}

const message = (sequence: number): OutgoingMessage => ({
  body: JSON.stringify({ sequence }),
  headers: { 'x-sequence': String(sequence) },
});
const messages = (count: number): OutgoingMessage[] =>
  Array.from({ length: count }, (_none, position) => message(position + 1));
const sequenceOf = (delivery: Delivery): number => Number(delivery.headers['x-sequence']);
const distinct = (deliveries: readonly Delivery[]): number[] =>
  [...new Set(deliveries.map(sequenceOf))].sort((a, b) => a - b);
const upTo = (count: number): number[] =>
  Array.from({ length: count }, (_none, position) => position + 1);

async function faultKind(work: Promise<unknown>): Promise<FaultKind | 'none'> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof FaultError) return error.fault.kind;
    throw error;
  }
}

/** Characters that brokers and databases trip over, as JSON.stringify writes them. */
const awkward = [
  '',
  'Zoë',
  '💉 ⛑️',
  '\u0000\u001e\u001f',
  '\uFFFE\uFFFF',
  '\u2028\u2029',
  'الإشارة',
  '"\\/',
  '\ud800',
  ' \t\r\n',
  '{[1,2)}',
  "'; --",
];

/** The rules of `lib/platform/broker/port.ts`, for any implementation. */
export function brokerConformance(
  start: () => Promise<BrokerUnderTest>,
  capabilities: BrokerCapabilities,
): void {
  let underTest: BrokerUnderTest;
  let broker: Broker;
  const consumers: Consumer[] = [];

  beforeAll(async () => {
    underTest = await start();
    broker = underTest.open();
  });
  afterEach(async () => {
    await Promise.all(consumers.splice(0).map((consumer) => consumer.close()));
  });
  afterAll(async () => {
    await broker.close();
    await underTest.close();
  });

  async function freshRoute(queues = 1): Promise<Route & { readonly queue: string }> {
    const names = Array.from({ length: queues }, () => underTest.freeName());
    const route = { exchange: underTest.freeName(), key: 'some.key', queues: names };
    await broker.ensure([route]);
    return { ...route, queue: names[0] ?? '' };
  }

  /**
   * Collects what arrives; acknowledges only on request, and then counts as arrived what is
   * acknowledged: closed before, a consumer would give it back.
   */
  async function collect(
    queue: string,
    options: Partial<ConsumeOptions> & {
      readonly acknowledge?: boolean;
      readonly from?: Broker;
    } = {},
  ): Promise<Collected> {
    const deliveries: Delivery[] = [];
    const batchSizes: number[] = [];
    let consumer: Consumer | null = null;
    const early: Delivery[][] = [];
    async function acknowledge(by: Consumer, batch: readonly Delivery[]): Promise<void> {
      await by.acknowledge(batch);
      deliveries.push(...batch);
    }
    const opened = await (options.from ?? broker).consume(
      queue,
      { prefetch: options.prefetch ?? 100, batchSize: options.batchSize ?? 50 },
      async (batch) => {
        batchSizes.push(batch.length);
        if (options.acknowledge !== true) deliveries.push(...batch);
        else if (consumer === null) early.push([...batch]);
        else await acknowledge(consumer, batch);
      },
    );
    consumer = opened;
    for (const batch of early) await acknowledge(opened, batch);
    consumers.push(opened);
    return { consumer: opened, deliveries, batchSizes };
  }

  const arrived = (collected: Collected, count: number): Promise<true> =>
    until(`${count} messages`, async () => collected.deliveries.length >= count || null);
  const readyIs = (queue: string, ready: number): Promise<true> =>
    until(
      `${ready} messages ready`,
      async () => (await broker.depth(queue)).ready === ready || null,
    );

  it('responds to a ping', async () => {
    await expect(broker.ping()).resolves.toBeUndefined();
  });

  it('carries JSON bodies of any characters, and text headers', async () => {
    const route = await freshRoute();
    const anyText = fc
      .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 30 })
      .map((points) => String.fromCodePoint(...points));
    const values: unknown[] = [
      ...awkward,
      12.5,
      null,
      [true, {}],
      ...fc.sample(anyText, { numRuns: 100, seed: 7 }),
    ];
    const headers = {
      'x-run': 'local-12',
      'x-text': 'Zoë, 10 % = "ten" & <more>',
      'x.dotted_name': ' ',
    };
    await broker.publish(
      route,
      values.map((value, position) => ({
        body: JSON.stringify({ value }),
        headers: { ...headers, 'x-sequence': String(position) },
      })),
    );
    const collected = await collect(route.queue, { acknowledge: true, prefetch: 500 });
    await arrived(collected, values.length);
    for (const delivery of collected.deliveries) {
      expect(delivery.body).not.toBe('');
      expect(JSON.stringify(JSON.parse(delivery.body))).toBe(
        JSON.stringify({ value: values[sequenceOf(delivery)] }),
      );
      expect(delivery.headers).toEqual({
        ...headers,
        'x-sequence': delivery.headers['x-sequence'],
      });
      expect(delivery).toMatchObject({ queue: route.queue, redelivered: false });
    }
  });

  it('has every message durable when publishing resolves', async () => {
    const route = await freshRoute();
    await Promise.all([
      broker.publish(route, messages(130)),
      broker.publish(route, messages(70)),
      broker.publish(route, []),
    ]);
    expect((await broker.depth(route.queue)).ready).toBe(200);
  });

  it('gives each of two queues of one key every message', async () => {
    const route = await freshRoute(2);
    await broker.publish(route, messages(25));
    for (const queue of route.queues) {
      const collected = await collect(queue, { acknowledge: true });
      await arrived(collected, 25);
      expect(distinct(collected.deliveries)).toEqual(upTo(25));
    }
  });

  it(
    capabilities.followsBindings
      ? 'reaches queues bound by others'
      : 'reaches only the queues that the route lists',
    async () => {
      const route = await freshRoute();
      const other = underTest.freeName();
      await broker.ensure([{ ...route, queues: [other] }]);
      await broker.publish(route, messages(3));
      expect((await broker.depth(other)).ready).toBe(capabilities.followsBindings ? 3 : 0);
      expect((await broker.depth(route.queue)).ready).toBe(3);
    },
  );

  it('does not mix queues of different keys', async () => {
    const route = await freshRoute();
    const other = { ...route, key: 'other.key', queues: [underTest.freeName()] };
    await broker.ensure([other]);
    await broker.publish(other, messages(2));
    expect((await broker.depth(route.queue)).ready).toBe(0);
  });

  it('sends by the nameless exchange to a queue by its name', async () => {
    const queue = underTest.freeName();
    const route = { exchange: '', key: queue, queues: [queue] };
    await broker.ensure([route]);
    await broker.publish(route, messages(4));
    const collected = await collect(queue, { acknowledge: true });
    await arrived(collected, 4);
  });

  it('never hands out more than prefetch, and goes on after an acknowledgement', async () => {
    const route = await freshRoute();
    await broker.publish(route, messages(20));
    const collected = await collect(route.queue, { prefetch: 5, batchSize: 10 });
    await arrived(collected, 5);
    await readyIs(route.queue, 15);
    expect(collected.deliveries).toHaveLength(5);
    await collected.consumer.acknowledge(collected.deliveries.slice(1, 3));
    await arrived(collected, 7);
    await readyIs(route.queue, 13);
    expect(collected.deliveries).toHaveLength(7);
  });

  it('makes batches of at most the size requested, one at a time', async () => {
    const route = await freshRoute();
    await broker.publish(route, messages(95));
    let running = 0;
    let worst = 0;
    const sizes: number[] = [];
    const consumer = await broker.consume(
      route.queue,
      { prefetch: 200, batchSize: 20 },
      async (batch) => {
        running++;
        worst = Math.max(worst, running);
        sizes.push(batch.length);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
      },
    );
    consumers.push(consumer);
    await until(
      '95 messages',
      async () => sizes.reduce((sum, size) => sum + size, 0) === 95 || null,
    );
    expect(worst).toBe(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(20);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  it('removes what is acknowledged, and only that', async () => {
    const route = await freshRoute();
    await broker.publish(route, messages(30));
    const first = await collect(route.queue);
    await arrived(first, 30);
    await first.consumer.acknowledge(
      first.deliveries.filter((delivery) => sequenceOf(delivery) % 3 === 0),
    );
    await first.consumer.close();
    await readyIs(route.queue, 20);
    const second = await collect(route.queue, { acknowledge: true });
    await arrived(second, 20);
    expect(distinct(second.deliveries)).toEqual(upTo(30).filter((sequence) => sequence % 3 !== 0));
    expect(second.deliveries.every((delivery) => delivery.redelivered)).toBe(true);
    await readyIs(route.queue, 0);
  });

  it('delivers again what is requeued', async () => {
    const route = await freshRoute();
    await broker.publish(route, messages(10));
    const collected = await collect(route.queue);
    await arrived(collected, 10);
    const returned = collected.deliveries.filter((delivery) => sequenceOf(delivery) % 2 === 0);
    await collected.consumer.requeue(returned);
    await arrived(collected, 15);
    const again = collected.deliveries.slice(10);
    expect(distinct(again)).toEqual([2, 4, 6, 8, 10]);
    expect(again.every((delivery) => delivery.redelivered)).toBe(true);
  });

  it('ignores receipts of a consumer that was closed', async () => {
    const route = await freshRoute();
    await broker.publish(route, messages(3));
    const first = await collect(route.queue);
    await arrived(first, 3);
    await first.consumer.close();
    await first.consumer.acknowledge(first.deliveries);
    await first.consumer.requeue(first.deliveries);
    const second = await collect(route.queue);
    await arrived(second, 3);
    expect(distinct(second.deliveries)).toEqual([1, 2, 3]);
    await second.consumer.acknowledge(second.deliveries);
    await second.consumer.acknowledge(second.deliveries);
    await second.consumer.close();
    await readyIs(route.queue, 0);
  });

  it('gives each message to one of several consumers', async () => {
    const route = await freshRoute();
    const other = underTest.open();
    try {
      const both = [
        await collect(route.queue, { acknowledge: true, prefetch: 10, batchSize: 5 }),
        await collect(route.queue, { acknowledge: true, prefetch: 10, batchSize: 5, from: other }),
      ];
      await broker.publish(route, messages(400));
      const total = (): Delivery[] => both.flatMap((collected) => collected.deliveries);
      await until('400 messages', async () => total().length >= 400 || null);
      expect(total()).toHaveLength(400);
      expect(distinct(total())).toEqual(upTo(400));
    } finally {
      await Promise.all(consumers.splice(0).map((consumer) => consumer.close()));
      await other.close();
    }
  });

  it('delivers the batch again when its work fails', async () => {
    const route = await freshRoute();
    await broker.publish(route, messages(12));
    let calls = 0;
    const done: Delivery[] = [];
    const consumer = await broker.consume(
      route.queue,
      { prefetch: 12, batchSize: 6 },
      async (batch) => {
        calls++;
        if (calls <= 2) throw new Error('the index is away');
        done.push(...batch);
      },
    );
    consumers.push(consumer);
    await until(
      'all messages in the end',
      async () => new Set(done.map(sequenceOf)).size === 12 || null,
    );
    expect(done.some((delivery) => delivery.redelivered)).toBe(true);
    await consumer.acknowledge(done);
    await consumer.close();
    await readyIs(route.queue, 0);
  });

  it('receives nothing new while paused, keeps what it has, and goes on when resumed', async () => {
    const route = await freshRoute();
    const paused = await collect(route.queue, { prefetch: 10, batchSize: 10 });
    await broker.publish(route, messages(2));
    await arrived(paused, 2);
    await paused.consumer.pause();
    await broker.publish(route, messages(4).slice(2));
    const other = await collect(route.queue, { acknowledge: true });
    await paused.consumer.requeue(paused.deliveries.slice(0, 1));
    await arrived(other, 3);
    expect([distinct(other.deliveries).length, paused.deliveries.length]).toEqual([3, 2]);
    await other.consumer.close();

    await broker.publish(route, messages(5).slice(4));
    await readyIs(route.queue, 1);
    await paused.consumer.resume();
    await arrived(paused, 3);
    expect(paused.deliveries.slice(2).map(sequenceOf)).toEqual([5]);
    await paused.consumer.acknowledge(paused.deliveries);
    await readyIs(route.queue, 0);
  });

  it('loses nothing when some are acknowledged and others requeued in any order', async () => {
    const route = await freshRoute();
    const total = 300;
    const decisions = fc.sample(fc.integer({ min: 0, max: 2 }), { numRuns: 3_000, seed: 11 });
    const acknowledged: number[] = [];
    const held: Delivery[] = [];
    let decided = 0;
    let consumer: Consumer | null = null;
    const opened = await broker.consume(
      route.queue,
      { prefetch: 60, batchSize: 25 },
      async (batch) => {
        const current = await until('the consumer', async () => consumer);
        const verdicts = batch.map((delivery) => ({
          delivery,
          verdict: decided < decisions.length ? decisions[decided++] : 0,
        }));
        const of = (verdict: number): Delivery[] =>
          verdicts
            .filter((each) => each.verdict === verdict)
            .map((each) => each.delivery)
            .reverse();
        acknowledged.push(...of(0).map(sequenceOf));
        await current.acknowledge(of(0));
        await current.requeue(of(1));
        held.push(...of(2));
        if (held.length < 20) return;
        acknowledged.push(...held.map(sequenceOf));
        await current.acknowledge(held.splice(0));
      },
    );
    consumer = opened;
    consumers.push(opened);
    await broker.publish(route, messages(total));
    // At least once: on a busy machine a claim may lapse, and a message then comes again.
    const distinct = (): number[] => [...new Set([...acknowledged, ...held.map(sequenceOf)])];
    await until('every message decided', async () => distinct().length === total || null);
    await opened.acknowledge(held);
    await opened.close();
    await readyIs(route.queue, 0);
    expect(distinct().sort((a, b) => a - b)).toEqual(upTo(total));
  });

  it('brings five thousand messages completely', async () => {
    const route = await freshRoute();
    const all = messages(5_000);
    const collected = await collect(route.queue, {
      acknowledge: true,
      prefetch: 1_000,
      batchSize: 500,
    });
    await Promise.all(
      [0, 1, 2, 3, 4].map((step) =>
        broker.publish(route, all.slice(step * 1_000, (step + 1) * 1_000)),
      ),
    );
    await until(
      'all of them',
      async () => new Set(collected.deliveries.map(sequenceOf)).size === 5_000 || null,
    );
    await collected.consumer.close();
    await readyIs(route.queue, 0);
  });

  it('reports a message that no queue takes, while others are published', async () => {
    const route = await freshRoute();
    const nowhere = {
      exchange: route.exchange,
      key: 'no.such.key',
      queues: [underTest.freeName()],
    };
    const noExchange = {
      exchange: underTest.freeName(),
      key: 'some.key',
      queues: [underTest.freeName()],
    };
    const [lost, refused, fine] = await Promise.all([
      faultKind(broker.publish(nowhere, messages(20))),
      faultKind(broker.publish(noExchange, messages(20))),
      faultKind(broker.publish(route, messages(200))),
    ]);
    expect([lost, refused, fine]).toEqual(['not-found', 'not-found', 'none']);
    const collected = await collect(route.queue, { acknowledge: true });
    await until(
      'the others',
      async () => new Set(collected.deliveries.map(sequenceOf)).size === 200 || null,
    );
  });

  it('says that a queue is not there', async () => {
    const missing = underTest.freeName();
    expect(await faultKind(broker.depth(missing))).toBe('not-found');
    expect(
      await faultKind(
        broker.consume(missing, { prefetch: 1, batchSize: 1 }, async () => undefined),
      ),
    ).toBe('not-found');
  });

  it('refuses what is too large or no JSON text, and sends nothing of that call', async () => {
    const route = await freshRoute();
    const large = JSON.stringify('x'.repeat(capabilities.tooLargeBytes));
    expect(await faultKind(broker.publish(route, [message(1), { body: large, headers: {} }]))).toBe(
      'invalid',
    );
    expect(await faultKind(broker.publish(route, [message(1), { body: '', headers: {} }]))).toBe(
      'invalid',
    );
    expect(
      await faultKind(broker.publish(route, [message(1), { body: '"\u0000"', headers: {} }])),
    ).toBe('invalid');
    for (const body of [large, '', '"\u0000"'])
      expect(broker.refusalOf({ body, headers: {} })?.kind).toBe('invalid');
    expect(broker.refusalOf(message(1))).toBeNull();
    expect((await broker.depth(route.queue)).ready).toBe(0);
  });

  it('ensures the same routes again, also from two processes, and changes nothing', async () => {
    const route = {
      exchange: underTest.freeName(),
      key: 'some.key',
      queues: [underTest.freeName(), underTest.freeName()],
    };
    const other = underTest.open();
    try {
      await Promise.all([broker.ensure([route, route]), other.ensure([route])]);
      await broker.publish(route, messages(5));
      await other.ensure([route]);
      expect(
        await Promise.all(route.queues.map(async (queue) => (await broker.depth(queue)).ready)),
      ).toEqual([5, 5]);
    } finally {
      await other.close();
    }
  });

  it('counts what is ready, in work, and who consumes, where it can', async () => {
    const route = await freshRoute();
    await broker.publish(route, messages(10));
    const collected = await collect(route.queue, { prefetch: 4, batchSize: 4 });
    await arrived(collected, 4);
    const depth = await until('the counts', async () => {
      const counts = await broker.depth(route.queue);
      const isSettled =
        counts.ready === 6 && (!capabilities.countsUnacknowledged || counts.unacknowledged === 4);
      return isSettled ? counts : null;
    });
    expect(depth).toEqual({
      ready: 6,
      unacknowledged: capabilities.countsUnacknowledged ? 4 : null,
      messages: capabilities.countsUnacknowledged ? 10 : null,
      consumers: capabilities.countsConsumers ? 1 : null,
      otherConsumers: capabilities.namesOtherConsumers ? [] : null,
    });
  });

  it('lets a batch close its own consumer', async () => {
    const route = await freshRoute();
    const closed = new Promise<void>((resolve, reject) => {
      void (async () => {
        const consumer: Consumer = await broker.consume(
          route.queue,
          { prefetch: 10, batchSize: 10 },
          async (batch) => {
            await consumer.acknowledge(batch);
            consumer.close().then(resolve, reject);
          },
        );
        await broker.publish(route, messages(1));
      })().catch(reject);
    });
    await closed;
    await broker.publish(route, messages(2));
    await readyIs(route.queue, 2);
  });
}

/** The suite under a name that says what it ran on, or which variable it wants. */
export function describeBroker(
  name: string,
  isWanted: boolean,
  start: () => Promise<BrokerUnderTest>,
  capabilities: BrokerCapabilities,
): void {
  describe.skipIf(!isWanted)(`broker: ${name}`, () => brokerConformance(start, capabilities));
}
