import { createServer, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Passing {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly authorization: string | null;
}

/**
 * What happens to one request: it passes, gets a status without reaching the server, is
 * cut off before or after the server has done it, or goes through with another body and another
 * response.
 */
export type ProxyOutcome =
  | 'passes'
  | {
      readonly status: number;
      /** A text is sent as it is, labelled as JSON all the same. */
      readonly body?: object | string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'lost-before'
  | 'lost-after'
  | { readonly body: string; readonly response: (text: string) => string };

async function textOf(stream: IncomingMessage): Promise<string> {
  let text = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) text += String(chunk);
  return text;
}

interface Forwarded {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

function forward(target: URL, incoming: IncomingMessage, body: string): Promise<Forwarded> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...incoming.headers,
      host: target.host,
      'content-length': String(Buffer.byteLength(body)),
    };
    const outgoing = send(
      {
        hostname: target.hostname,
        port: target.port,
        method: incoming.method,
        path: incoming.url,
        headers: { ...headers, 'accept-encoding': 'identity' },
      },
      (response) => {
        textOf(response).then((text) => {
          resolve({
            status: response.statusCode ?? 502,
            type: response.headers['content-type'] ?? 'application/json',
            text,
          });
        }, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** A proxy before a real HTTP server; a test decides what becomes of each request. */
export async function faultyProxy(
  targetUrl: string,
  decide: (passing: Passing) => ProxyOutcome,
): Promise<{ readonly url: string; readonly requests: Passing[]; close(): Promise<void> }> {
  const target = new URL(targetUrl);
  const requests: Passing[] = [];
  const server = createServer((incoming, outgoing) => {
    const handle = async (): Promise<void> => {
      const passing = {
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        body: await textOf(incoming),
        authorization: incoming.headers.authorization ?? null,
      };
      requests.push(passing);
      const outcome = decide(passing);
      if (outcome === 'lost-before') return void incoming.socket.destroy();
      if (typeof outcome === 'object' && 'status' in outcome) {
        const { status, body = {}, headers } = outcome;
        outgoing
          .writeHead(status, { 'content-type': 'application/json', ...headers })
          .end(typeof body === 'string' ? body : JSON.stringify(body));
        return;
      }
      const isChanged = typeof outcome === 'object';
      const response = await forward(target, incoming, isChanged ? outcome.body : passing.body);
      if (outcome === 'lost-after') return void incoming.socket.destroy();
      outgoing
        .writeHead(response.status, { 'content-type': response.type })
        .end(isChanged ? outcome.response(response.text) : response.text);
    };
    handle().catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
