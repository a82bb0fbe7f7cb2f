import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createCache, type Cached } from './cache.ts';

describe('a shared cache', () => {
  const at = (ms: number): Date => new Date(ms);
  afterEach(() => {
    vi.useRealTimers();
  });

  /** One value of one owner, with a clock of its own. */
  function onlyValue<T>(
    read: () => Promise<T>,
    options: Parameters<typeof createCache<object, T>>[0],
  ): { clockMs: number; get(withinMs?: number, version?: string): Promise<Cached<T>> } {
    const cache = createCache<object, T>(options);
    const owner = {};
    return {
      clockMs: 0,
      get(withinMs, version) {
        const now = (): Date => at(this.clockMs);
        return cache.get(owner, 'key', {
          read,
          now,
          withinMs,
          ...(version !== undefined && { version }),
        });
      },
    };
  }

  it('serves fifty callers with one read, and reads again when the value is old', async () => {
    let reads = 0;
    const shared = onlyValue(() => Promise.resolve(++reads), { freshForMs: 15_000 });
    const results = await Promise.all(Array.from({ length: 50 }, () => shared.get()));
    expect(new Set(results.map((result) => result.value))).toEqual(new Set([1]));
    shared.clockMs = 14_999;
    expect((await shared.get()).value).toBe(1);
    shared.clockMs = 15_000;
    expect(await shared.get()).toEqual({ value: 2, asOf: at(15_000), failedSince: null });
  });

  it('shares what is fresh, of each owner and key its own', async () => {
    const uses = fc.record({
      laterByMs: fc.nat({ max: 30 }),
      owner: fc.nat({ max: 1 }),
      key: fc.constantFrom('a', 'b', 'c'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(uses), async (sequence) => {
        const cache = createCache<object, string>({ freshForMs: 10 });
        const owners = [{}, {}];
        const lastReadMs = new Map<string, number>();
        let nowMs = 0;
        for (const { laterByMs, owner, key } of sequence) {
          nowMs += laterByMs;
          const own = `${owner} ${key}`;
          const { value, asOf } = await cache.get(owners[owner] ?? {}, key, {
            read: () => {
              expect(nowMs - (lastReadMs.get(own) ?? -Infinity)).toBeGreaterThanOrEqual(10);
              lastReadMs.set(own, nowMs);
              return Promise.resolve(own);
            },
            now: () => at(nowMs),
          });
          expect(value).toBe(own);
          expect(asOf).toEqual(at(lastReadMs.get(own) ?? NaN));
          expect(nowMs - (asOf?.getTime() ?? NaN)).toBeLessThan(10);
        }
      }),
    );
  });

  it('drops the least recently used key', async () => {
    const cache = createCache<object, string>({ freshForMs: 10, keysAtMost: 2 });
    const [owner, another] = [{}, {}];
    const reads: string[] = [];
    const lookUp = async (of: object, key: string): Promise<void> => {
      const read = (): Promise<string> => {
        reads.push(key);
        return Promise.resolve(key);
      };
      expect((await cache.get(of, key, { read, now: () => at(0) })).value).toBe(key);
    };
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await lookUp(owner, key);
    expect(reads).toEqual(['a', 'b', 'c', 'b']);
    await lookUp(another, 'd');
    await lookUp(owner, 'a');
    expect(reads).toEqual(['a', 'b', 'c', 'b', 'd']);
  });

  it('shows the last value while the next is read, unless that is too old', async () => {
    let end = (_: string): void => undefined;
    let reads = 0;
    const shared = onlyValue(
      () => {
        reads++;
        return new Promise<string>((resolve) => (end = resolve));
      },
      { freshForMs: 10_000, isShownWhileRead: true },
    );
    const answer = async (pending: Promise<Cached<string>>, text: string) => {
      await vi.waitUntil(() => reads === Number(text));
      end(text);
      return pending;
    };
    expect((await answer(shared.get(), '1')).value).toBe('1');
    shared.clockMs = 12_000;
    expect(await shared.get()).toEqual({ value: '1', asOf: at(0), failedSince: null });
    end('2');
    await vi.waitUntil(async () => (await shared.get()).value === '2');
    expect(reads).toBe(2);
    shared.clockMs = 32_000;
    expect((await answer(shared.get(), '3')).value).toBe('3');
  });

  it('reads again at once for another version, and waits for that', async () => {
    let reads = 0;
    const shared = onlyValue(() => Promise.resolve(++reads), {
      freshForMs: 15_000,
      isShownWhileRead: true,
    });
    expect((await shared.get(undefined, 'before')).value).toBe(1);
    expect((await shared.get(undefined, 'before')).value).toBe(1);
    expect((await shared.get(undefined, 'after')).value).toBe(2);
  });

  it('shows what was read for an earlier version, and does not take it for fresh', async () => {
    let end = (_: string): void => undefined;
    let reads = 0;
    const shared = onlyValue(
      () => {
        reads++;
        return new Promise<string>((resolve) => (end = resolve));
      },
      { freshForMs: 15_000 },
    );
    const before = shared.get(undefined, 'before');
    const during = shared.get(undefined, 'after');
    await vi.waitUntil(() => reads === 1);
    end('old');
    expect([(await before).value, (await during).value]).toEqual(['old', 'old']);
    const after = shared.get(undefined, 'after');
    await vi.waitUntil(() => reads === 2);
    end('new');
    expect((await after).value).toBe('new');
  });

  it('keeps the last value after a failure, with the time of the first one', async () => {
    let isUp = true;
    const shared = onlyValue(
      () => (isUp ? Promise.resolve('value') : Promise.reject(new Error('away'))),
      { freshForMs: 10 },
    );
    await shared.get();
    isUp = false;
    shared.clockMs = 20;
    await shared.get();
    shared.clockMs = 40;
    expect(await shared.get()).toEqual({ value: 'value', asOf: at(0), failedSince: at(20) });
    isUp = true;
    shared.clockMs = 60;
    expect(await shared.get()).toEqual({ value: 'value', asOf: at(60), failedSince: null });
  });

  it('knows nothing before the first success', async () => {
    const shared = onlyValue(() => Promise.reject(new Error('away')), { freshForMs: 10 });
    shared.clockMs = 5;
    expect(await shared.get()).toEqual({ value: null, asOf: null, failedSince: at(5) });
  });

  it('takes a read that throws at once for one that failed, and tries again', async () => {
    let reads = 0;
    const shared = onlyValue(
      () => {
        if (++reads === 1) throw new Error('a bug');
        return Promise.resolve(reads);
      },
      { freshForMs: 10 },
    );
    expect((await shared.get()).failedSince).toEqual(at(0));
    shared.clockMs = 10;
    expect((await shared.get()).value).toBe(2);
  });

  it('waits at most three seconds for a slow read, and uses it when it ends', async () => {
    vi.useFakeTimers({ now: 0 });
    let end = (_: string): void => undefined;
    let reads = 0;
    const cache = createCache<object, string>({ freshForMs: 10_000 });
    const owner = {};
    const get = (): Promise<Cached<string>> =>
      cache.get(owner, 'key', {
        read: () =>
          ++reads === 1 ? Promise.resolve('old') : new Promise((resolve) => (end = resolve)),
        now: () => new Date(),
      });
    await get();
    vi.setSystemTime(20_000);
    const results: unknown[] = [];
    const pending = [get(), get()].map((one) => one.then((result) => results.push(result)));
    await vi.advanceTimersByTimeAsync(2_999);
    expect(results).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const late = { value: 'old', asOf: at(0), failedSince: at(23_000), isLate: true };
    expect(results).toEqual([late, late]);
    await Promise.all(pending);
    // Still being read: the next caller gets the value at once, and no second read begins.
    expect(await get()).toEqual(late);
    expect(reads).toBe(2);

    end('new');
    await vi.advanceTimersByTimeAsync(0);
    expect(await get()).toEqual({ value: 'new', asOf: at(23_000), failedSince: null });
    expect(reads).toBe(2);
  });

  it('keeps a caller with a limit waiting no longer, with what is known by then', async () => {
    vi.useFakeTimers({ now: 0 });
    let end = (_: string): void => undefined;
    const cache = createCache<object, string>({ freshForMs: 10_000 });
    const owner = {};
    const get = (): Promise<Cached<string>> =>
      cache.get(owner, 'key', {
        read: () => new Promise((resolve) => (end = resolve)),
        now: () => new Date(),
        withinMs: 250,
      });
    const first = get();
    await vi.advanceTimersByTimeAsync(250);
    expect(await first).toEqual({ value: null, asOf: null, failedSince: null });
    end('known');
    await vi.advanceTimersByTimeAsync(0);
    expect((await get()).value).toBe('known');

    vi.setSystemTime(30_000);
    const second = get();
    await vi.advanceTimersByTimeAsync(250);
    expect(await second).toEqual({ value: 'known', asOf: at(250), failedSince: null });
    // The read itself is given three seconds, whoever waits.
    await vi.advanceTimersByTimeAsync(2_750);
    expect((await get()).failedSince).toEqual(at(33_000));
  });
});
