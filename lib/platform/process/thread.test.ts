import { afterEach, expect, it } from 'vitest';
import type { OddWork } from '#lib/testing/platform/odd-work.ts';
import { Thread, type ThreadLimits } from './thread.ts';

const words = { late: 'It took too long.' };
const open: Thread<OddWork>[] = [];

function thread(limits: Partial<ThreadLimits> = {}): Thread<OddWork> {
  const all = { longestMs: 120_000, ...limits };
  const one = new Thread<OddWork>('lib/testing/platform/odd-work.thread.ts', all, words);
  open.push(one);
  return one;
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.end();
});

it('answers in turn, and knows what went before', async () => {
  const one = thread();
  expect(await one.call('add', 2)).toEqual({ ok: true, value: 2 });
  expect(await one.call('add', 3)).toEqual({ ok: true, value: 5 });
});

it('leaves this process to others while it gives nobody a turn', async () => {
  const flag = new SharedArrayBuffer(4);
  const asked = thread().call('waitFor', flag);
  // Would the work be done here, nobody could do this, and it would never end.
  setImmediate(() => {
    Atomics.store(new Int32Array(flag), 0, 1);
    Atomics.notify(new Int32Array(flag), 0);
  });
  expect(await asked).toEqual({ ok: true, value: 'set' });
});

it('is ended when it takes too long, and says so ever after', async () => {
  const one = thread({ longestMs: 50 });
  const late = { ok: false, fault: { kind: 'busy', says: words.late } };
  expect(await one.call('never', null)).toEqual(late);
  expect(await one.call('add', 1)).toEqual(late);
});

it('throws a bug of its own where it was asked', async () => {
  await expect(thread().call('fail', null)).rejects.toThrow('This is a bug');
});

it('can be ended while it computes, and answers nothing more', async () => {
  const one = thread();
  await one.call('add', 1);
  const asked = expect(one.call('never', null)).rejects.toThrow('The thread has ended');
  await one.end();
  await asked;
  await expect(one.call('add', 1)).rejects.toThrow('The thread has ended');
});

it('is given none of the variables of this process', async () => {
  expect(await thread().call('variables', null)).toEqual({ ok: true, value: [] });
});

it('is used again by the next who asks, and tells nothing of who asked before', async () => {
  const first = thread();
  const answer = await first.call('thread', null);
  const number = answer.ok ? answer.value : null;
  await first.call('add', 2);
  await first.end();
  await expect(first.call('add', 1)).rejects.toThrow('The thread has ended');
  const second = thread();
  expect(await second.call('thread', null)).toEqual({ ok: true, value: number });
  expect(await second.call('add', 1)).toEqual({ ok: true, value: 1 });
  // Whoever comes meanwhile has one of their own.
  expect(await thread().call('thread', null)).not.toEqual({ ok: true, value: number });
});

it('is not used again where it took too long, or failed', async () => {
  const late = thread({ longestMs: 50 });
  await late.call('never', null);
  await late.end();
  const failed = thread();
  await expect(failed.call('fail', null)).rejects.toThrow('This is a bug');
  await failed.end();
  expect(await thread().call('add', 1)).toEqual({ ok: true, value: 1 });
});
