import { EventEmitter } from 'node:events';
import type { ChannelModel } from 'amqplib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AmqpConnection } from './connection.ts';
import { probe } from './probe.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A broker whose channels confirm as `confirms` does. */
function broker(confirms: () => Promise<void>) {
  let since: Date | null = null;
  const events = new EventEmitter();
  const close = vi.fn(() => Promise.resolve());
  const channel = Object.assign(new EventEmitter(), {
    publish: () => true,
    waitForConfirms: confirms,
    close,
  });
  const model = Object.assign(events, { createConfirmChannel: () => Promise.resolve(channel) });
  return {
    connection: {
      // All that is asked of it here.
      open: () => Promise.resolve(model as unknown as ChannelModel),
      blockedSince: () => since,
    } as AmqpConnection,
    listeners: () => events.listenerCount('blocked'),
    close,
    block(): void {
      since = new Date('2026-11-26T17:30:00Z');
      events.emit('blocked');
    },
  };
}
const never = () => new Promise<void>(() => undefined);

describe('the probe of a broker', () => {
  it('is content with a confirm, and leaves nothing behind', async () => {
    const { connection, listeners, close } = broker(() => Promise.resolve());
    await probe(connection);
    expect([listeners(), close.mock.calls.length, vi.getTimerCount()]).toEqual([0, 1, 0]);
  });

  it('is content with the refusal of a broker that lets it send to nobody', async () => {
    const { connection } = broker(() => Promise.reject(Object.assign(new Error(), { code: 403 })));
    await probe(connection);
  });

  it('says at once that it was blocked meanwhile, and since when', async () => {
    const { connection, block, listeners } = broker(never);
    const says =
      'RabbitMQ takes no messages since 5:30pm: it is short of memory or disk. ' +
      'Whoever runs it has to free some.';
    const asked = expect(probe(connection)).rejects.toMatchObject({
      fault: { kind: 'busy', says },
    });
    await vi.waitFor(() => expect(listeners()).toBe(1));
    block();
    await asked;
    await expect(probe(connection)).rejects.toMatchObject({ fault: { kind: 'busy' } });
  });

  it('calls a broker that says nothing unreachable, within its time limit', async () => {
    const { connection, listeners } = broker(never);
    const asked = expect(probe(connection)).rejects.toMatchObject({
      fault: { kind: 'unavailable' },
    });
    await vi.advanceTimersByTimeAsync(3_000);
    await asked;
    expect(listeners()).toBe(0);
  });
});
