import { setImmediate as breathe } from 'node:timers/promises';
import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHandout } from './handout.ts';
import type { Delivery } from './port.ts';

const log = pino({ level: 'silent' });
const deliveries = (from: number, to: number): Delivery[] =>
  Array.from({ length: to - from + 1 }, (_none, step) => ({
    queue: 'q',
    body: '1',
    headers: {},
    redelivered: false,
    receipt: String(from + step),
  }));

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Lets time pass, and then everything that is due. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  for (let turn = 0; turn < 10; turn++) await breathe();
}

function start(options: {
  readonly batchSize: number;
  readonly lingerMs?: number;
  readonly fails?: (call: number) => boolean;
}) {
  const calls: string[][] = [];
  const requeued: string[] = [];
  const handout = createHandout({
    batchSize: options.batchSize,
    lingerMs: options.lingerMs ?? 0,
    onBatch: async (batch) => {
      calls.push(batch.map((delivery) => delivery.receipt));
      if (options.fails?.(calls.length) === true) throw new Error('no');
    },
    requeue: async (batch) => {
      requeued.push(...batch.map((delivery) => delivery.receipt));
    },
    log,
  });
  return { handout, calls, requeued };
}

it('hands out at once when it need not wait, in batches of the size requested', async () => {
  const { handout, calls } = start({ batchSize: 2 });
  handout.push(deliveries(1, 5));
  await pass(0);
  expect(calls).toEqual([['1', '2'], ['3', '4'], ['5']]);
});

it('lets a batch that is not full wait for more, and no longer than allowed', async () => {
  const { handout, calls } = start({ batchSize: 3, lingerMs: 5 });
  handout.push(deliveries(1, 1));
  await pass(3);
  handout.push(deliveries(2, 2));
  expect(calls).toEqual([]);
  await pass(3);
  expect(calls).toEqual([['1', '2']]);
  handout.push(deliveries(3, 6));
  await pass(0);
  expect(calls).toEqual([
    ['1', '2'],
    ['3', '4', '5'],
  ]);
});

it('requeues a batch that failed and pauses longer each time', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  const { handout, calls, requeued } = start({ batchSize: 1, fails: (call) => call <= 2 });
  handout.push(deliveries(1, 3));
  await pass(0);
  expect(calls).toEqual([['1']]);
  expect(requeued).toEqual(['1']);
  await pass(101);
  expect(calls).toEqual([['1'], ['2']]);
  await pass(99);
  expect(calls).toHaveLength(2);
  await pass(110);
  expect(calls).toEqual([['1'], ['2'], ['3']]);
});

it('drops what it has not handed out, and hands out nothing after it was closed', async () => {
  const { handout, calls } = start({ batchSize: 10, lingerMs: 5 });
  handout.push(deliveries(1, 2));
  handout.clear();
  await pass(10);
  handout.push(deliveries(3, 3));
  await pass(10);
  handout.push(deliveries(4, 4));
  handout.close();
  handout.push(deliveries(5, 5));
  await pass(10);
  expect(calls).toEqual([['3']]);
});
