import { errorFacts, type Log } from '../../log.ts';

const timeoutMs = 3_000;

function unacknowledgedIn(body: unknown): number | null {
  if (typeof body !== 'object' || body === null || !('messages_unacknowledged' in body))
    return null;
  return typeof body.messages_unacknowledged === 'number' ? body.messages_unacknowledged : null;
}

/**
 * Messages handed out and not acknowledged, as the management API counts them (up to 5 s late);
 * null when it does not say.
 */
export async function readUnacknowledged(
  managementUrl: string,
  amqpUrl: string,
  queue: string,
  log: Log,
): Promise<number | null> {
  const address = new URL(managementUrl);
  const [user, password] = [address.username, address.password].map(decodeURIComponent);
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const virtualHost = decodeURIComponent(new URL(amqpUrl).pathname.slice(1)) || '/';
  address.username = '';
  address.password = '';
  const base = address.pathname.replace(/\/$/, '');
  const names = [virtualHost, queue].map(encodeURIComponent).join('/');
  address.pathname = `${base}/api/queues/${names}`;
  try {
    const response = await fetch(address, {
      headers: { authorization },
      signal: AbortSignal.timeout(timeoutMs),
    });
    return response.ok ? unacknowledgedIn(await response.json()) : null;
  } catch (error) {
    log.debug(errorFacts(error), 'The management API of RabbitMQ does not respond');
    return null;
  }
}
