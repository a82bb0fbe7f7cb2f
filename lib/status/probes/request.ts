import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestTls } from 'node:https';
import type { LookupFunction } from 'node:net';

/** Of a body no more is read, and kept in memory, than this. */
const mostBytes = 1_000_000;

export interface RequestMeans {
  readonly lookup: LookupFunction;
  /** Whose certificates are trusted; undefined: those that Node does. */
  readonly ca: string | undefined;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A connection of its own each time: a handshake that is taken up again shows no certificate. */
export function send(
  url: URL,
  signal: AbortSignal,
  { headers, ...means }: RequestMeans,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = {
      ...means,
      agent: false,
      signal,
      headers: { 'user-agent': 'tis-console', ...headers },
    };
    const request = (url.protocol === 'https:' ? requestTls : requestPlain)(url, options);
    request.on('response', resolve).on('error', reject).end();
  });
}

/** The beginning of a body, however long it is. */
export async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Without an encoding set, a response is read as buffers.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
}
