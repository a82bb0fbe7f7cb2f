import { createServer, request as send, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Passing {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly authorization: string | null;
}

/**
 * What happens to one request: it passes, is answered with a status without reaching the server, is
 * cut off before or after the server has done it, or goes through with another body and another
 * answer.
 */
export type Happening =
  | 'passes'
  | { readonly status: number; readonly body?: object }
  | 'lost-before'
  | 'lost-after'
  | { readonly body: string; readonly answer: (answer: string) => string };

async function textOf(stream: IncomingMessage): Promise<string> {
  let text = '';
  stream.setEncoding('utf8');
  for await (const part of stream) text += String(part);
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
      (answer) => {
        textOf(answer).then((text) => {
          resolve({
            status: answer.statusCode ?? 502,
            type: answer.headers['content-type'] ?? 'application/json',
            text,
          });
        }, reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Stands before a real HTTP server and lets a test decide what becomes of each request. */
export async function faultyProxy(
  targetUrl: string,
  decide: (passing: Passing) => Happening,
): Promise<{ readonly url: string; readonly seen: Passing[]; close(): Promise<void> }> {
  const target = new URL(targetUrl);
  const seen: Passing[] = [];
  const server = createServer((incoming, outgoing) => {
    const handle = async (): Promise<void> => {
      const passing = {
        method: incoming.method ?? 'GET',
        path: incoming.url ?? '/',
        body: await textOf(incoming),
        authorization: incoming.headers.authorization ?? null,
      };
      seen.push(passing);
      const happening = decide(passing);
      if (happening === 'lost-before') return void incoming.socket.destroy();
      if (typeof happening === 'object' && 'status' in happening) {
        outgoing
          .writeHead(happening.status, { 'content-type': 'application/json' })
          .end(JSON.stringify(happening.body ?? {}));
        return;
      }
      const isChanged = typeof happening === 'object';
      const answer = await forward(target, incoming, isChanged ? happening.body : passing.body);
      if (happening === 'lost-after') return void incoming.socket.destroy();
      outgoing
        .writeHead(answer.status, { 'content-type': answer.type })
        .end(isChanged ? happening.answer(answer.text) : answer.text);
    };
    handle().catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
