import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

interface ByHand {
  readonly status: number;
  readonly says: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null: what came is no request. */
  readonly request: Pick<IncomingMessage, 'method'> | null;
}

/**
 * The answer to what Node makes no response for, as whole as every other one. The connection ends
 * with it, and is closed here too: its client need not do so.
 */
export function answerByHand(socket: Duplex, { status, says, headers, request }: ByHand): void {
  const body = JSON.stringify({ kind: 'invalid', says });
  const lines = Object.entries({
    ...headers,
    date: new Date().toUTCString(),
    'cache-control': 'no-store',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''];
  socket.on('error', () => undefined);
  const text = head.join('\r\n') + (request?.method === 'HEAD' ? '' : body);
  socket.end(text, () => socket.destroy());
}

/** Of what Node cannot read or does not wait for any longer, by the code of its error. */
export function unreadableRequest(code: string | undefined): Pick<ByHand, 'status' | 'says'> {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, says: 'The headers of this request are too long.' };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return { status: 413, says: 'This request is too long.' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, says: 'This request did not come in time. Send it again.' };
    default:
      return { status: 400, says: 'This request cannot be read.' };
  }
}
