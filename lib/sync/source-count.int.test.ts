/** What a source says beforehand that it has to send: for the percentage, and as an expectation. */
import { expect, test } from 'vitest';
import { until } from '#lib/testing/platform/until.ts';
import { pebbles, tinySuite } from '#lib/testing/sync/tiny-engine.ts';
import type { TinyOptions } from '#lib/testing/sync/tiny-pipeline.ts';
import { endMarker, rows, tinyService } from '#lib/testing/sync/tiny-service.ts';

const suite = tinySuite();

type Count = NonNullable<TinyOptions['countSource']>;
const counting =
  (records: number, isSynthetic = false): Count =>
  () =>
    Promise.resolve({ records, isSynthetic });

test('it is known while the stage runs, and is no part of its balance', async () => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  async function* source() {
    yield* pebbles(10);
    await released;
    yield* [{ id: 'late', colour: 'red' }];
  }
  const bench = suite.bench({ pebbles: source, countSource: counting(10) });
  suite.stopAfter({ stop: async () => release() });
  const run = await bench.start();
  const [, stage] = await until('the count', async () => {
    const { stages } = await bench.runOf(run);
    return typeof stages[1]?.counted === 'number' ? stages : null;
  });
  expect(stage).toMatchObject({ state: 'running', counted: 10, expected: null });
  release();
  const ended = await bench.ended(run);
  expect(ended).toMatchObject({ state: 'settled', fault: null });
  expect(ended.stages[1]).toMatchObject({ counted: 10, sent: 11, received: 11, expected: null });
});

test.each<readonly [string, Count]>([
  ['fails', () => Promise.reject(new Error('no'))],
  ['does not answer', () => new Promise(() => undefined)],
])('a count that %s is not known, and holds nothing up', async (_, countSource) => {
  const bench = suite.bench({ pebbles: () => pebbles(10), countSource });
  const ended = await bench.ended(await bench.start());
  expect(ended.state).toBe('settled');
  expect(ended.stages[1]?.counted).toBeNull();
});

test.each([
  { says: 'proves what another service sends', count: counting(101), why: null },
  {
    says: 'finds that records of another service are missing',
    count: counting(131),
    why: '100 were received, and its source had, before it was asked, 131: more than 5% fewer.',
  },
  {
    says: 'of made-up people says nothing of another service',
    count: counting(100, true),
    why: 'no earlier run settled with which to compare',
  },
])('the count $says', async ({ count, why }) => {
  const bench = suite.bench(
    { pebbles: () => [], countSource: count },
    { participants: new Set(['sorter']) },
  );
  await tinyService(suite, bench, (_, send) => send([...rows(100), endMarker]));
  const { state, fault } = await bench.ended(await bench.start());
  expect(state).toBe(why === null ? 'settled' : 'failed');
  expect(fault?.says ?? '').toContain(why ?? '');
});
