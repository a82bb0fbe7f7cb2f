import { expect, it } from 'vitest';
import { FaultError } from '#lib/kernel/result.ts';
import { faultOfSqs, inTens, untilAllAccepted } from './replies.ts';

const failing = (position: number, isForGood: boolean) => ({
  Id: String(position),
  SenderFault: isForGood,
});

it('sends again only what failed on the side of SQS', async () => {
  const sent: string[][] = [];
  const refused: string[] = [];
  await untilAllAccepted(
    ['a', 'b', 'c', 'd'],
    async (entries) => {
      sent.push([...entries]);
      return sent.length === 1
        ? { Failed: [failing(1, false), failing(2, true), failing(3, false)] }
        : {};
    },
    (entry) => refused.push(entry),
  );
  expect(sent).toEqual([
    ['a', 'b', 'c', 'd'],
    ['b', 'd'],
  ]);
  expect(refused).toEqual(['c']);
});

it('sends again what SQS was too busy to take', async () => {
  let asked = 0;
  await untilAllAccepted(
    ['a'],
    async () => {
      asked++;
      if (asked > 1) return {};
      throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    },
    () => undefined,
  );
  expect(asked).toBe(2);
});

it('keeps at most so many requests of ten in flight, and starts none after a failure', async () => {
  let running = 0;
  let worst = 0;
  const done: number[] = [];
  const work = async (batch: readonly number[]): Promise<void> => {
    running++;
    worst = Math.max(worst, running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    if (batch.includes(55)) throw new Error('refused');
    done.push(...batch);
  };
  const items = Array.from({ length: 95 }, (_none, position) => position);
  await expect(inTens(items, 3, work)).rejects.toThrow('refused');
  expect(worst).toBe(3);
  expect(done).not.toContain(94);
  await inTens(items.slice(60), 3, work);
  expect(new Set(items.slice(60).filter((item) => !done.includes(item))).size).toBe(0);
});

it('distinguishes a lasting refusal from an outage', () => {
  const error = (name: string, status?: number): Error =>
    Object.assign(new Error('secret text'), {
      name,
      ...(status === undefined ? {} : { $metadata: { httpStatusCode: status } }),
    });
  const kinds = [
    error('QueueDoesNotExist', 400),
    error('BatchRequestTooLong', 400),
    error('AccessDenied', 403),
    ...['RequestThrottled', 'KmsThrottled', 'OverLimit', 'ThrottlingException'].map((name) =>
      error(name, 400),
    ),
    error('Unnamed', 429),
    error('QueueDeletedRecently', 400),
    error('RequestExpired', 403),
    error('ExpiredToken', 403),
    error('InternalError', 500),
    error('TimeoutError'),
  ];
  expect(kinds.map((each) => faultOfSqs(each).fault.kind)).toEqual([
    'not-found',
    'invalid',
    'precondition',
    'busy',
    'busy',
    'busy',
    'busy',
    'busy',
    'unavailable',
    'unavailable',
    'unavailable',
    'unavailable',
    'unavailable',
  ]);
  expect(faultOfSqs(error('AccessDenied', 403)).fault.says).not.toContain('secret');
  const own = new FaultError({ kind: 'busy', says: 'x' });
  expect(faultOfSqs(own)).toBe(own);
});
