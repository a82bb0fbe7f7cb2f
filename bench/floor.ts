/**
 * The least that a stage could take with these clients: moving its messages to no participant, and
 * writing its documents from memory.
 */
import { InFlight } from '#lib/kernel/in-flight.ts';
import type { Broker, OutgoingMessage, Route } from '#lib/platform/broker/port.ts';
import type { BulkWrite, Search } from '#lib/platform/search/port.ts';
import { readSequence } from '#lib/sync/wire-headers.ts';

interface Moving {
  readonly publishBatch: number;
  readonly publishesInFlight: number;
  readonly consumeBatch: number;
  readonly prefetch: number;
}

export interface Writing {
  readonly batch: number;
  readonly inFlight: number;
}

const movings: readonly Moving[] = [
  { publishBatch: 500, publishesInFlight: 1, consumeBatch: 1_000, prefetch: 4_000 },
  { publishBatch: 1_000, publishesInFlight: 2, consumeBatch: 1_000, prefetch: 4_000 },
  { publishBatch: 500, publishesInFlight: 4, consumeBatch: 500, prefetch: 2_000 },
  { publishBatch: 2_000, publishesInFlight: 2, consumeBatch: 2_000, prefetch: 10_000 },
];
const writings: readonly Writing[] = [
  { batch: 1_000, inFlight: 1 },
  { batch: 1_000, inFlight: 2 },
  { batch: 1_000, inFlight: 4 },
  { batch: 2_500, inFlight: 2 },
  { batch: 5_000, inFlight: 2 },
];
const sampleSize = 10_000;
/** How many of the settings that were fastest on the sample are tried with everything. */
const finalists = 2;

async function inFlight<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const working = new InFlight(atOnce);
  for (const item of items) await working.add(() => work(item));
  await working.settle();
}

function cut<T>(items: readonly T[], size: number): (readonly T[])[] {
  const chunks: (readonly T[])[] = [];
  for (let from = 0; from < items.length; from += size) chunks.push(items.slice(from, from + size));
  return chunks;
}

/**
 * Publishes and consumes at once; ends when every message has been confirmed, delivered and
 * acknowledged.
 */
export async function move(
  broker: Broker,
  route: Route,
  messages: readonly OutgoingMessage[],
  how: Moving,
): Promise<number> {
  const [queue = ''] = route.queues;
  const batches = cut(messages, how.publishBatch);
  await broker.ensure([route]);
  const arrived = new Set<number | 'end'>();
  let markEmpty: () => void = () => undefined;
  const whenEmpty = new Promise<void>((resolve) => (markEmpty = resolve));
  const acknowledging = new InFlight(2);
  const startedAt = performance.now();
  const consumer = await broker.consume(
    queue,
    { prefetch: how.prefetch, batchSize: how.consumeBatch },
    async (deliveries) => {
      await acknowledging.add(() => consumer.acknowledge(deliveries));
      for (const { headers } of deliveries) arrived.add(readSequence(headers) ?? 'end');
      if (arrived.size >= messages.length) markEmpty();
    },
  );
  await inFlight(batches, how.publishesInFlight, (batch) => broker.publish(route, batch));
  await whenEmpty;
  await acknowledging.settle();
  const tookMs = performance.now() - startedAt;
  await consumer.close();
  // A poll of SQS that is still out would take messages from the next one.
  if ('ended' in consumer && consumer.ended instanceof Promise) await consumer.ended;
  return tookMs;
}

/** Documents of one index, ready to be sent. */
export interface Load {
  readonly index: string;
  readonly writes: readonly BulkWrite[];
}

export async function write(search: Search, loads: readonly Load[], how: Writing): Promise<number> {
  const batches = loads.flatMap(({ index, writes }) =>
    cut(writes, how.batch).map((chunk) => ({ index, chunk })),
  );
  const startedAt = performance.now();
  await inFlight(batches, how.inFlight, async ({ index, chunk }) => {
    const results = await search.bulk(index, chunk);
    if (results.some((result) => result.verdict !== 'written'))
      throw new Error('the floor could not write what the run has written');
  });
  return performance.now() - startedAt;
}

/** The fastest of a few ways: all of them with a sample, the best few with everything. */
async function fastest<H>(
  ways: readonly H[],
  sample: (how: H) => Promise<number>,
  whole: (how: H) => Promise<number>,
): Promise<number> {
  const sampled: { readonly how: H; readonly tookMs: number }[] = [];
  for (const how of ways) sampled.push({ how, tookMs: await sample(how) });
  sampled.sort((a, b) => a.tookMs - b.tookMs);
  let best = Infinity;
  for (const { how } of sampled.slice(0, finalists)) best = Math.min(best, await whole(how));
  return best;
}

export function movingFloor(
  broker: Broker,
  route: Route,
  messages: readonly OutgoingMessage[],
): Promise<number> {
  const sample = messages.slice(0, sampleSize);
  return fastest(
    movings,
    (how) => move(broker, route, sample, how),
    (how) => move(broker, route, messages, how),
  );
}

/** `intoFresh` makes empty indexes like those of the loads, and takes them away again. */
export function writingFloor(
  search: Search,
  loads: readonly Load[],
  intoFresh: (
    loads: readonly Load[],
    work: (loads: readonly Load[]) => Promise<number>,
  ) => Promise<number>,
): Promise<number> {
  const total = loads.reduce((sum, { writes }) => sum + writes.length, 0);
  const share = Math.min(1, sampleSize / Math.max(1, total));
  const sample = loads.map(({ index, writes }) => ({
    index,
    writes: writes.slice(0, Math.ceil(writes.length * share)),
  }));
  return fastest(
    writings,
    (how) => intoFresh(sample, (own) => write(search, own, how)),
    (how) => intoFresh(loads, (own) => write(search, own, how)),
  );
}
