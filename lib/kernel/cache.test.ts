import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCache } from './cache.ts';

describe('a shared cache', () => {
  const at = (ms: number): Date => new Date(ms);
  afterEach(() => {
    vi.useRealTimers();
  });

  it('serves fifty callers with one read, and reads again when the value is old', async () => {
    let clock = 0;
    let reads = 0;
    const shared = createCache(
      () => Promise.resolve(++reads),
      15_000,
      () => at(clock),
    );
    const results = await Promise.all(Array.from({ length: 50 }, () => shared.get()));
    expect(new Set(results.map((result) => result.value))).toEqual(new Set([1]));
    clock = 14_999;
    expect((await shared.get()).value).toBe(1);
    clock = 15_000;
    expect(await shared.get()).toEqual({ value: 2, asOf: at(15_000), failedSince: null });
  });

  it('shows the last value while the next is read, unless it is invalid or too old', async () => {
    let clock = 0;
    let reads = 0;
    const shared = createCache(
      () => Promise.resolve(++reads),
      10_000,
      () => at(clock),
      { isShownWhileRead: true },
    );
    expect((await shared.get()).value).toBe(1);
    clock = 12_000;
    expect(await shared.get()).toEqual({ value: 1, asOf: at(0), failedSince: null });
    expect(await shared.get()).toEqual({ value: 2, asOf: at(12_000), failedSince: null });
    shared.invalidate();
    expect((await shared.get()).value).toBe(3);
    clock = 32_000;
    expect((await shared.get()).value).toBe(4);
  });

  it('keeps the last value after a failure, with the time of the first one', async () => {
    let clock = 0;
    let isUp = true;
    const shared = createCache(
      () => (isUp ? Promise.resolve('value') : Promise.reject(new Error('away'))),
      10,
      () => at(clock),
    );
    await shared.get();
    isUp = false;
    clock = 20;
    await shared.get();
    clock = 40;
    expect(await shared.get()).toEqual({ value: 'value', asOf: at(0), failedSince: at(20) });
    isUp = true;
    clock = 60;
    expect(await shared.get()).toEqual({ value: 'value', asOf: at(60), failedSince: null });
  });

  it('knows nothing before the first success', async () => {
    const shared = createCache(
      () => Promise.reject(new Error('away')),
      10,
      () => at(5),
    );
    expect(await shared.get()).toEqual({ value: null, asOf: null, failedSince: at(5) });
  });

  it('reads again at once after an invalidation', async () => {
    let reads = 0;
    const shared = createCache(
      () => Promise.resolve(++reads),
      15_000,
      () => at(0),
    );
    await shared.get();
    shared.invalidate();
    expect((await shared.get()).value).toBe(2);
  });

  it('waits at most three seconds for a slow read, and uses it when it ends', async () => {
    vi.useFakeTimers({ now: 0 });
    let end = (_: string): void => undefined;
    let reads = 0;
    const slow = (): Promise<string> =>
      new Promise((resolve) => {
        reads++;
        end = resolve;
      });
    const shared = createCache(
      () => (reads === 0 ? Promise.resolve('old').finally(() => reads++) : slow()),
      10_000,
      () => new Date(),
    );
    await shared.get();
    vi.setSystemTime(20_000);
    const results: unknown[] = [];
    const get = (): Promise<void> => shared.get().then((result) => void results.push(result));
    const pending = [get(), get()];
    await vi.advanceTimersByTimeAsync(2_999);
    expect(results).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const late = { value: 'old', asOf: at(0), failedSince: at(23_000) };
    expect(results).toEqual([late, late]);
    await Promise.all(pending);
    // Still being read: the next caller gets the value at once, and no second read begins.
    expect(await shared.get()).toEqual(late);
    expect(reads).toBe(2);

    end('new');
    await vi.advanceTimersByTimeAsync(0);
    expect(await shared.get()).toEqual({ value: 'new', asOf: at(23_000), failedSince: null });
    expect(reads).toBe(2);
  });

  it('keeps a caller who says so waiting no longer than that, with what is known by then', async () => {
    vi.useFakeTimers({ now: 0 });
    let end = (_: string): void => undefined;
    const shared = createCache(
      () => new Promise<string>((resolve) => (end = resolve)),
      10_000,
      () => new Date(),
    );
    const first = shared.get(250);
    await vi.advanceTimersByTimeAsync(250);
    expect(await first).toEqual({ value: null, asOf: null, failedSince: null });
    end('known');
    await vi.advanceTimersByTimeAsync(0);
    expect((await shared.get(250)).value).toBe('known');

    vi.setSystemTime(30_000);
    const second = shared.get(250);
    await vi.advanceTimersByTimeAsync(250);
    expect(await second).toEqual({ value: 'known', asOf: at(250), failedSince: null });
    // The read itself is given three seconds, whoever waits.
    await vi.advanceTimersByTimeAsync(2_750);
    expect((await shared.get(250)).failedSince).toEqual(at(33_000));
  });
});
