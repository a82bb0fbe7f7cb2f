import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createConsumerLoop } from './consumers.ts';

const log = pino({ level: 'silent' });
const outages = { attempts: Infinity, firstDelayMs: 100, maxDelayMs: 10_000 };

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

async function turnsInAnHour(fails: (turn: number) => boolean): Promise<number> {
  const loop = createConsumerLoop('q', outages, log);
  let turns = 0;
  const running = loop.run(async () => {
    turns++;
    // What a broker says of a channel that it has closed.
    loop.wake();
    if (fails(turns)) throw new Error('no such queue');
    await loop.wait();
  }, 'failed');
  await vi.advanceTimersByTimeAsync(3_600_000);
  loop.close();
  await running;
  return turns;
}

it('pauses after a failure, whoever wakes it', async () => {
  expect(await turnsInAnHour(() => true)).toBeLessThan(750);
});

it('pauses as long where what was lost comes back for a moment', async () => {
  expect(await turnsInAnHour((turn) => turn % 2 === 0)).toBeLessThan(1_500);
});

it('ends its pause when it is closed', async () => {
  const loop = createConsumerLoop('q', outages, log);
  const running = loop.run(() => Promise.reject(new Error('no')), 'failed');
  await vi.advanceTimersByTimeAsync(60_000);
  loop.close();
  await expect(running).resolves.toBeUndefined();
});
