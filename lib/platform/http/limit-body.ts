import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

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

function refuseBody(response: ServerResponse, status: number, kind: string, says: string): void {
  if (response.headersSent) return;
  const body = JSON.stringify({ kind, says });
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(body);
}

function refuseLength(response: ServerResponse, most: number): void {
  const words = most === largestBodyBytes ? '128 KB' : `${String(most / 1024 / 1024)} MB`;
  refuseBody(response, 413, 'invalid', `Send at most ${words}.`);
}

/** Cut off once it has become too long. */
function cutOff(request: IncomingMessage, response: ServerResponse, most: number): void {
  let bytes = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
    bytes += chunk?.length ?? 0;
    if (bytes <= most) return push(chunk, encoding);
    refuseLength(response, most);
    request.destroy();
    return false;
  };
}

type Limited = (request: IncomingMessage, response: ServerResponse, handle: () => void) => void;

/**
 * Of one server. Hands on what is within its limit: by the length that a request names, and of
 * large ones by who sends it and how many there are. A body of unknown length is cut off once it
 * has become too long.
 */
export function bodyLimit(large: LargeBodies): Limited {
  const senders = new Set<string>();

  async function takeLarge(
    request: IncomingMessage,
    response: ServerResponse,
    handle: () => void,
  ): Promise<void> {
    const sender = await large.senderOf(request.headers);
    if (response.destroyed) return;
    const refuseBusy = (says: string): void => refuseBody(response, 429, 'busy', says);
    if (sender === null) refuseBody(response, 401, 'forbidden', 'Sign in first, or show a token.');
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

  return (request, response, handle) => {
    const length = Number(request.headers['content-length'] ?? 0);
    const isChunked = request.headers['transfer-encoding'] !== undefined;
    const [path = ''] = (request.url ?? '').split('?', 1);
    const most = large.paths.includes(path) ? large.bytes : largestBodyBytes;
    if (length > most) {
      refuseLength(response, most);
      return;
    }
    if (isChunked) cutOff(request, response, most);
    if (most > largestBodyBytes && (isChunked || length > largestBodyBytes))
      void takeLarge(request, response, handle);
    else handle();
  };
}
