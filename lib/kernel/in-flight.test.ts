import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { InFlight } from './in-flight.ts';

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

test('whoever adds more than may go on waits until an earlier piece has ended', async () => {
  const inFlight = new InFlight(2);
  const gates = [gate(), gate(), gate()] as const;
  await inFlight.add(() => gates[0].opened);
  await inFlight.add(() => gates[1].opened);
  let isStarted = false;
  const third = inFlight.add(() => {
    isStarted = true;
    return gates[2].opened;
  });
  await Promise.resolve();
  expect(isStarted).toBe(false);
  expect(inFlight.size).toBe(3);
  gates[1].open();
  await third;
  expect(isStarted).toBe(true);
  expect(inFlight.size).toBe(2);
  gates[0].open();
  gates[2].open();
  await inFlight.settle();
  expect(inFlight.size).toBe(0);
});

test('no more goes on at once than may, and everything is done', async () => {
  const works = fc.record({ atOnce: fc.integer({ min: 1, max: 5 }), count: fc.nat({ max: 30 }) });
  await fc.assert(
    fc.asyncProperty(works, fc.scheduler(), async ({ atOnce, count }, scheduler) => {
      let running = 0;
      let worst = 0;
      let done = 0;
      const all = (async (): Promise<void> => {
        const inFlight = new InFlight(atOnce);
        for (let piece = 0; piece < count; piece++) {
          await inFlight.add(async () => {
            worst = Math.max(worst, ++running);
            await scheduler.schedule(Promise.resolve());
            running--;
            done++;
          });
        }
        await inFlight.settle();
      })();
      await scheduler.waitFor(all);
      expect(worst).toBe(Math.min(atOnce, count));
      expect(done).toBe(count);
    }),
  );
});

test('it tells after each piece how many are left', async () => {
  const sizes: number[] = [];
  const inFlight = new InFlight(2, () => sizes.push(inFlight.size));
  const [first, second] = [gate(), gate()];
  await inFlight.add(() => first.opened);
  await inFlight.add(() => second.opened);
  first.open();
  await vi.waitUntil(() => sizes.length === 1);
  second.open();
  await inFlight.settle();
  expect(sizes).toEqual([1, 0]);
});

test('a failure is kept though the piece that failed is long gone', async () => {
  const inFlight = new InFlight(3);
  await inFlight.add(() => Promise.reject(new Error('first')));
  await inFlight.add(() => Promise.resolve());
  await inFlight.add(() => Promise.reject(new Error('second')));
  await expect(inFlight.settle()).rejects.toThrow('first');
  expect(inFlight.hasFailed).toBe(true);
  expect(() => inFlight.throwIfFailed()).toThrow('first');
});

test('nothing is started after a failure, and no caller waits for what still runs', async () => {
  const inFlight = new InFlight(2);
  const [slow, failing] = [gate(), gate()];
  const started: string[] = [];
  await inFlight.add(() => slow.opened);
  await inFlight.add(async () => {
    await failing.opened;
    throw new Error('first');
  });
  const add = (name: string) => inFlight.add(async () => void started.push(name));
  const waiting = add('waiting');
  failing.open();
  await waiting;
  for (const name of ['a', 'b', 'c']) await add(name);
  expect(started).toEqual([]);
  slow.open();
  await expect(inFlight.settle()).rejects.toThrow('first');
});
