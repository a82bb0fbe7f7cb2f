import { expect, test } from 'vitest';
import { InFlight } from './in-flight.ts';

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

test('it has capacity again only when a piece has ended', async () => {
  const inFlight = new InFlight(2);
  const [first, second] = [gate(), gate()];
  await inFlight.add(() => first.opened);
  let hasCapacity = false;
  const added = inFlight.add(() => second.opened).then(() => (hasCapacity = true));
  await Promise.resolve();
  expect(hasCapacity).toBe(false);
  expect(inFlight.size).toBe(2);
  first.open();
  await added;
  expect(inFlight.size).toBe(1);
  second.open();
  await inFlight.settle();
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
  const slow = gate();
  await inFlight.add(() => slow.opened);
  await inFlight.add(() => Promise.reject(new Error('first')));
  const started: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    await inFlight.add(
      () => Promise.resolve(void started.push(name)),
      () => started.push(`${name} ended`),
    );
  }
  expect(started).toEqual([]);
  expect(inFlight.size).toBe(1);
  slow.open();
  await expect(inFlight.settle()).rejects.toThrow('first');
});
