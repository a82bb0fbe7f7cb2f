import { askedAs } from '../../addresses.ts';
import { errorFacts, type Log } from '../../log.ts';
import { isConsoleTag } from './consumer-tags.ts';

const timeoutMs = 3_000;

/** What only the management API knows of a queue; null where it does not say. */
export interface QueueFacts {
  /** Messages handed out and not acknowledged. */
  readonly unacknowledged: number | null;
  /** Those and the ones that are ready. */
  readonly messages: number | null;
  /** Consumers that are no console, in words. */
  readonly otherConsumers: readonly string[] | null;
}

const nothing: QueueFacts = { unacknowledged: null, messages: null, otherConsumers: null };

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function otherConsumersIn(details: unknown): readonly string[] | null {
  if (!Array.isArray(details)) return null;
  const consumers: readonly unknown[] = details;
  const otherConsumers: string[] = [];
  for (const consumer of consumers) {
    if (!isFields(consumer)) continue;
    if (isConsoleTag(consumer['consumer_tag'])) continue;
    const channel = consumer['channel_details'];
    const user = isFields(channel) ? channel['user'] : null;
    otherConsumers.push(
      typeof user === 'string' ? `another program (user “${user}”)` : 'another program',
    );
  }
  return otherConsumers;
}

const numberIn = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function factsIn(body: unknown): QueueFacts {
  if (!isFields(body)) return nothing;
  return {
    unacknowledged: numberIn(body['messages_unacknowledged']),
    messages: numberIn(body['messages']),
    otherConsumers: otherConsumersIn(body['consumer_details']),
  };
}

/** As the management API counts, up to 5 s late. */
export async function readQueueFacts(
  managementUrl: string,
  amqpUrl: string,
  queue: string,
  log: Log,
): Promise<QueueFacts> {
  const { address, headers } = askedAs(managementUrl);
  const virtualHost = decodeURIComponent(new URL(amqpUrl).pathname.slice(1)) || '/';
  const base = address.pathname.replace(/\/$/, '');
  const names = [virtualHost, queue].map(encodeURIComponent).join('/');
  address.pathname = `${base}/api/queues/${names}`;
  try {
    const response = await fetch(address, {
      headers,
      signal: AbortSignal.timeout(timeoutMs),
    });
    return response.ok ? factsIn(await response.json()) : nothing;
  } catch (error) {
    log.debug(errorFacts(error), 'The management API of RabbitMQ does not respond');
    return nothing;
  }
}
