import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, expect, it, vi } from 'vitest';
import { Turns } from './turns.ts';

afterEach(() => void vi.useRealTimers());

const longestWaitMs = 1_000_000;

function held() {
  let release: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  return { until, release };
}

it('does so much at once, keeps a short queue, and refuses what is beyond', async () => {
  const turns = new Turns({ atOnce: 2, mostWaiting: 3, mostOfOne: 10, longestWaitMs });
  const gate = held();
  let atOnce = 0;
  let most = 0;
  const work = async (): Promise<string> => {
    most = Math.max(most, ++atOnce);
    await gate.until;
    atOnce--;
    return 'done';
  };
  const all = Array.from({ length: 200 }, (_, at) => turns.take(`person ${at}`, work));
  const refused = await Promise.all(all.slice(5));
  expect(new Set(refused.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify({ isTaken: false, full: 'all' })]),
  );
  gate.release();
  expect(await Promise.all(all.slice(0, 5))).toEqual(
    Array.from({ length: 5 }, () => ({ isTaken: true, value: 'done' })),
  );
  expect(most).toBe(2);
  expect(await turns.take('somebody', () => Promise.resolve(1))).toEqual({
    isTaken: true,
    value: 1,
  });
});

it('leaves turns for others, whoever asks too much', async () => {
  const turns = new Turns({ atOnce: 1, mostWaiting: 5, mostOfOne: 3, longestWaitMs });
  const gate = held();
  const one = Array.from({ length: 6 }, () => turns.take('one', () => gate.until));
  const other = turns.take('other', () => gate.until);
  expect(await Promise.all(one.slice(3))).toEqual(
    Array.from({ length: 3 }, () => ({ isTaken: false, full: 'own' })),
  );
  gate.release();
  for (const taken of [...one.slice(0, 3), other])
    expect(await taken).toMatchObject({ isTaken: true });
});

it('gives the place back of what fails, and rejects as it does', async () => {
  const turns = new Turns({ atOnce: 1, mostWaiting: 0, mostOfOne: 1, longestWaitMs });
  for (let tried = 0; tried < 3; tried++)
    await expect(turns.take('one', () => Promise.reject(new Error('away')))).rejects.toThrow(
      'away',
    );
  expect(await turns.take('one', () => Promise.resolve('well'))).toMatchObject({ value: 'well' });
});

it('does work that waited in the context of who gave it, not of who went before', async () => {
  const turns = new Turns({ atOnce: 1, mostWaiting: 2, mostOfOne: 1, longestWaitMs });
  const context = new AsyncLocalStorage<string>();
  const gate = held();
  const asked = ['one', 'two', 'three'].map((name) =>
    context.run(name, () =>
      turns.take(name, async () => {
        await gate.until;
        return context.getStore();
      }),
    ),
  );
  gate.release();
  expect(await Promise.all(asked)).toEqual(
    ['one', 'two', 'three'].map((value) => ({ isTaken: true, value })),
  );
});

it('lets nobody wait for longer than a while, and takes back the place of who did', async () => {
  vi.useFakeTimers();
  const turns = new Turns({ atOnce: 1, mostWaiting: 1, mostOfOne: 1, longestWaitMs: 8_000 });
  const gate = held();
  const long = turns.take('long', () => gate.until);
  const begun = vi.fn(() => Promise.resolve());
  const late = turns.take('late', begun);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(await late).toEqual({ isTaken: false, full: 'late' });
  const next = turns.take('late', () => Promise.resolve('next'));
  gate.release();
  expect(await long).toMatchObject({ isTaken: true });
  expect(await next).toEqual({ isTaken: true, value: 'next' });
  expect(begun).not.toHaveBeenCalled();
});
