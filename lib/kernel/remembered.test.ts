import { describe, expect, it } from 'vitest';
import { remember } from './remembered.ts';

describe('remember', () => {
  const at = (ms: number): Date => new Date(ms);

  it('answers fifty callers with one read, and reads again when the answer is old', async () => {
    let clock = 0;
    let reads = 0;
    const shared = remember(
      () => Promise.resolve(++reads),
      15_000,
      () => at(clock),
    );
    const answers = await Promise.all(Array.from({ length: 50 }, () => shared.get()));
    expect(new Set(answers.map((answer) => answer.value))).toEqual(new Set([1]));
    clock = 14_999;
    expect((await shared.get()).value).toBe(1);
    clock = 15_000;
    expect(await shared.get()).toEqual({ value: 2, asOf: at(15_000), failedSince: null });
  });

  it('keeps the last value of a target that went away, with the time of the first failure', async () => {
    let clock = 0;
    let isUp = true;
    const shared = remember(
      () => (isUp ? Promise.resolve('seen') : Promise.reject(new Error('away'))),
      10,
      () => at(clock),
    );
    await shared.get();
    isUp = false;
    clock = 20;
    await shared.get();
    clock = 40;
    expect(await shared.get()).toEqual({ value: 'seen', asOf: at(0), failedSince: at(20) });
    isUp = true;
    clock = 60;
    expect(await shared.get()).toEqual({ value: 'seen', asOf: at(60), failedSince: null });
  });

  it('knows nothing before the first success', async () => {
    const shared = remember(
      () => Promise.reject(new Error('away')),
      10,
      () => at(5),
    );
    expect(await shared.get()).toEqual({ value: null, asOf: null, failedSince: at(5) });
  });

  it('reads again at once when told to forget', async () => {
    let reads = 0;
    const shared = remember(
      () => Promise.resolve(++reads),
      15_000,
      () => at(0),
    );
    await shared.get();
    shared.forget();
    expect((await shared.get()).value).toBe(2);
  });
});
