import { isThrottlingError } from '@smithy/core/retry';
import { InFlight } from '#lib/kernel/in-flight.ts';
import { FaultError, isPassing, refuse } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';

const partialFailures: RetryPolicy = { attempts: 6, firstDelayMs: 100, maxDelayMs: 5_000 };
/** Most entries that one request of SQS takes (SQS API reference, batch actions). */
export const batchEntries = 10;

export interface BatchReply {
  readonly Failed?:
    | readonly { readonly Id?: string | undefined; readonly SenderFault?: boolean | undefined }[]
    | undefined;
}

function statusOf(error: Error): number | null {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null)
    return null;
  return 'httpStatusCode' in error.$metadata && typeof error.$metadata.httpStatusCode === 'number'
    ? error.$metadata.httpStatusCode
    : null;
}

type SdkError = Parameters<typeof isThrottlingError>[0];
/** What it has beyond an error may be missing. */
const isSdkError = (error: unknown): error is SdkError => error instanceof Error;

// Of SQS itself, which the SDK does not know as such.
const throttled: ReadonlySet<string> = new Set(['KmsThrottled', 'OverLimit']);
// The next request is signed anew, with credentials that are fetched anew where they have ended.
const expired: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestExpired',
  'RequestTimeTooSkewed',
]);

/**
 * What an error of the SDK means, after its own retries. Names: SQS API reference, common errors.
 */
export function faultOfSqs(error: unknown): FaultError {
  if (error instanceof FaultError) return error;
  const fault = (kind: Parameters<typeof refuse>[0], says: string): FaultError =>
    new FaultError(refuse(kind, says).fault, { cause: error });
  if (!isSdkError(error)) return fault('unavailable', 'SQS cannot be reached');
  if (isThrottlingError(error) || throttled.has(error.name))
    return fault('busy', 'SQS is busy: it takes fewer requests than it is sent');
  if (expired.has(error.name))
    return fault('unavailable', 'SQS does not take what this request was signed with any more');
  switch (error.name) {
    case 'QueueDoesNotExist':
    case 'AWS.SimpleQueueService.NonExistentQueue':
      return fault('not-found', 'SQS has no such queue');
    case 'QueueDeletedRecently':
    case 'AWS.SimpleQueueService.QueueDeletedRecently':
      return fault(
        'unavailable',
        'The queue was deleted, and SQS makes it again a minute later at the earliest',
      );
    case 'BatchRequestTooLong':
    case 'InvalidMessageContents':
      return fault('invalid', 'SQS does not take this message');
    default: {
      const status = statusOf(error);
      const isRefusal = status !== null && status >= 400 && status < 500 && status !== 429;
      return isRefusal
        ? fault('precondition', 'SQS refuses this use of the queue')
        : fault('unavailable', 'SQS cannot be reached');
    }
  }
}

/**
 * Works on items in batches of ten, `width` requests at a time; stops taking new ones at the first
 * failure.
 */
export async function inTens<T>(
  items: readonly T[],
  width: number,
  work: (batch: readonly T[]) => Promise<void>,
): Promise<void> {
  const inFlight = new InFlight(width);
  for (let from = 0; from < items.length && !inFlight.hasFailed; from += batchEntries)
    await inFlight.add(() => work(items.slice(from, from + batchEntries)));
  await inFlight.settle();
}

/**
 * Sends one batch and again those of its entries that failed on the side of SQS, with back-off.
 * Entries refused for good (`SenderFault`) go to `onRefused`. The id of an entry is its position in
 * what `call` is given.
 */
export async function untilAllAccepted<T>(
  batch: readonly T[],
  call: (entries: readonly T[]) => Promise<BatchReply>,
  onRefused: (entry: T) => void,
): Promise<void> {
  let left = batch;
  await retry(partialFailures, isPassing, async () => {
    const reply = await call(left).catch((error: unknown) => {
      throw faultOfSqs(error);
    });
    const failed = reply.Failed ?? [];
    const entriesOf = (isForGood: boolean): readonly T[] => {
      const ids = new Set(
        failed
          .filter((entry) => (entry.SenderFault ?? false) === isForGood)
          .map((entry) => Number(entry.Id)),
      );
      return left.filter((_entry, position) => ids.has(position));
    };
    entriesOf(true).forEach(onRefused);
    left = entriesOf(false);
    if (left.length > 0)
      throw new FaultError(refuse('unavailable', 'SQS did not take every message').fault);
  });
}
