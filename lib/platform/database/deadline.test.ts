import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answeredFromNow, answeredWithin, beforeDeadline } from './deadline.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const left = () => beforeDeadline((leftMs) => Promise.resolve(leftMs));

it('leaves each statement what those before it have left', async () => {
  expect(await left()).toBe(null);
  await answeredWithin(1_000, async () => {
    await vi.advanceTimersByTimeAsync(400);
    expect(await left()).toBe(600);
    expect(await answeredWithin(2_000, left)).toBe(600);
    await vi.advanceTimersByTimeAsync(600);
    await expect(left()).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  });
});

it('begins anew for what had to wait for its turn', async () => {
  expect(await answeredFromNow(left)).toBe(null);
  await answeredWithin(1_000, async () => {
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answeredFromNow(left)).toBe(1_000);
  });
});

it('is no answer, though the timer ended a little early by this clock', async () => {
  const never = new Promise<never>(() => undefined);
  await answeredWithin(1_000, async () => {
    const late = expect(beforeDeadline(() => never)).rejects.toMatchObject({
      fault: { kind: 'unavailable' },
    });
    const before = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(before + 999.5);
    await vi.advanceTimersByTimeAsync(1_000);
    await late;
  });
});
