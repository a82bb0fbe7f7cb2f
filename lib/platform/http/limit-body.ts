import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from '#lib/kernel/result.ts';

/** Forms and commands are smaller, and Next keeps a body before anybody is asked who they are. */
export const largestBodyBytes = 128 * 1024;

/** Addresses that take whole files, so few at once that they cannot fill the memory. */
export interface LargeBodies {
  readonly paths: readonly string[];
  readonly bytes: number;
  readonly atOnce: number;
  /** Who sends it, who has one of them at once; null: nobody who could be let in. */
  readonly senderOf: (headers: IncomingHttpHeaders) => Promise<string | null>;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Refusal extends Pick<Fault, 'kind' | 'says'> {
  readonly status: number;
  /** What the address takes, in bytes. */
  readonly most: number;
}

/** For so long, and as much as it might have sent, what a refused client still sends is dropped. */
const dropForMs = 5_000;

/**
 * The whole response is sent at once, and the connection closed after what the client still sends:
 * one that is closed with bytes unread is reset, and a client that sends then never sees the words.
 */
function refuseBody({ request, response }: Exchange, refusal: Refusal): void {
  const { status, kind, says, most } = refusal;
  if (response.headersSent) return;
  const body = JSON.stringify({ kind, says });
  const length = Buffer.byteLength(body);
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': length,
      connection: 'close',
    })
    .write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, dropForMs).unref();
  let dropped = 0;
  request
    .once('close', end)
    .once('end', end)
    .on('data', (chunk: Buffer) => {
      dropped += chunk.length;
      if (dropped > most) end();
    });
}

function tooLong(most: number): Refusal {
  const words = most === largestBodyBytes ? '128 KB' : `${String(most / 1024 / 1024)} MB`;
  return { status: 413, kind: 'invalid', says: `Send at most ${words}.`, most };
}

/** Cut off once it has become too long: whoever reads it gets no more of it, and then no end. */
function cutOff({ request }: Exchange, most: number, refuse: () => void): void {
  let bytes = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
    const wasWithin = bytes <= most;
    bytes += chunk?.length ?? 0;
    if (bytes <= most) return push(chunk, encoding);
    if (wasWithin) refuse();
    if (chunk === null || bytes > 2 * most) request.destroy();
    return true;
  };
}

type Limited = (exchange: Exchange, handle: () => void) => void;

/**
 * Of one server. Hands on what is within its limit: by the length that a request names, and of
 * large ones by who sends it and how many there are. A body of unknown length is cut off once it
 * has become too long.
 */
export function bodyLimit(
  large: LargeBodies,
  refused: (request: IncomingMessage, fault: Fault) => void,
): Limited {
  const senders = new Set<string>();

  function refuse(exchange: Exchange, refusal: Refusal): void {
    refuseBody(exchange, refusal);
    refused(exchange.request, { kind: refusal.kind, says: refusal.says });
  }

  async function takeLarge(exchange: Exchange, handle: () => void): Promise<void> {
    const { request, response } = exchange;
    const sender = await large.senderOf(request.headers);
    if (response.destroyed) return;
    const most = large.bytes;
    const refuseBusy = (says: string): void =>
      refuse(exchange, { status: 429, kind: 'busy', says, most });
    if (sender === null)
      refuse(exchange, {
        status: 401,
        kind: 'forbidden',
        says: 'Sign in first, or show a token.',
        most: largestBodyBytes,
      });
    else if (senders.has(sender))
      refuseBusy('You are sending a large file already. Send this one after it.');
    else if (senders.size >= large.atOnce)
      refuseBusy('Others send large files. Send it again in a minute.');
    else {
      senders.add(sender);
      response.once('close', () => senders.delete(sender));
      handle();
    }
  }

  return (exchange, handle) => {
    const { request } = exchange;
    const length = Number(request.headers['content-length'] ?? 0);
    const isChunked = request.headers['transfer-encoding'] !== undefined;
    const [path = ''] = (request.url ?? '').split('?', 1);
    const most = large.paths.includes(path) ? large.bytes : largestBodyBytes;
    if (length > most) {
      refuse(exchange, tooLong(most));
      return;
    }
    if (isChunked) cutOff(exchange, most, () => refuse(exchange, tooLong(most)));
    if (most > largestBodyBytes && (isChunked || length > largestBodyBytes))
      void takeLarge(exchange, handle);
    else handle();
  };
}
