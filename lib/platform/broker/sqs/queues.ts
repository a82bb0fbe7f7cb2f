import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { FaultError, refuse } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';
import { faultOfSqs } from './replies.ts';

// A new queue may be unknown for a second (SQS API reference, CreateQueue).
const appearance: RetryPolicy = { attempts: 6, firstDelayMs: 200, maxDelayMs: 1_000 };

export const isNotFound = (error: unknown): boolean =>
  error instanceof FaultError && error.fault.kind === 'not-found';

type Attributes = Readonly<Record<string, string | undefined>>;

export interface SqsQueues {
  /** The address under which SQS knows the queue; `not-found` when it does not. */
  find(queue: string): Promise<string>;
  attributes(queue: string, names: QueueAttributeName[]): Promise<Attributes>;
  /** Creates the queue with the defaults of SQS when it is missing. */
  ensure(queue: string): Promise<void>;
}

export async function attributesAt(
  client: SQSClient,
  url: string,
  names: QueueAttributeName[],
): Promise<Attributes> {
  try {
    const reply = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: names }),
    );
    return reply.Attributes ?? {};
  } catch (error) {
    throw faultOfSqs(error);
  }
}

/**
 * Queues by the names that routes use. Emulators of SQS may know a queue under another host than
 * the configured address has.
 */
export function createQueues(
  client: SQSClient,
  queueUrls: Readonly<Record<string, string>>,
): SqsQueues {
  const found = new Map<string, string>();

  function configured(queue: string): { readonly url: string; readonly name: string } {
    const url = queueUrls[queue];
    if (url === undefined)
      throw new FaultError(
        refuse('not-found', 'No address is configured for this queue of SQS', { queue }).fault,
      );
    return { url, name: new URL(url).pathname.split('/').pop() ?? queue };
  }

  async function find(queue: string): Promise<string> {
    const known = found.get(queue);
    if (known !== undefined) return known;
    const { url, name } = configured(queue);
    try {
      await attributesAt(client, url, ['QueueArn']);
      found.set(queue, url);
      return url;
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    const reply = await client
      .send(new GetQueueUrlCommand({ QueueName: name }))
      .catch((error: unknown) => {
        throw faultOfSqs(error);
      });
    const other = reply.QueueUrl ?? url;
    found.set(queue, other);
    return other;
  }

  return {
    find,
    attributes: async (queue, names) => attributesAt(client, await find(queue), names),
    async ensure(queue) {
      // One that was known may have vanished.
      found.delete(queue);
      try {
        await find(queue);
        return;
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
      await client
        .send(new CreateQueueCommand({ QueueName: configured(queue).name }))
        .catch((error: unknown) => {
          throw faultOfSqs(error);
        });
      await retry(appearance, isNotFound, () => find(queue));
    },
  };
}
