/** What is in front of a console in production: TLS, and plain HTTP behind it. */
import { once } from 'node:events';
import { request as send } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from './self-signed.ts';

export interface TlsProxy {
  /** `https://localhost:…`, with a certificate that nobody has signed but itself. */
  readonly address: string;
  /** Every later request goes there. Without its Host, the console sees the address behind. */
  forwardTo(target: string, options: { readonly passesHost: boolean }): void;
  close(): Promise<void>;
}

export async function tlsProxy(): Promise<TlsProxy> {
  const pem = selfSigned({ days: 1 });
  let forwarding: { readonly target: URL; readonly passesHost: boolean } | null = null;
  const server = createServer({ key: pem, cert: pem }, (request, response) => {
    if (forwarding === null) {
      response.writeHead(502).end();
      return;
    }
    const { target, passesHost } = forwarding;
    const forwarded = send(new URL(request.url ?? '/', target), {
      method: request.method,
      headers: {
        ...request.headers,
        ...(passesHost ? {} : { host: target.host }),
        'x-forwarded-for': request.socket.remoteAddress,
        'x-forwarded-proto': 'https',
      },
    });
    forwarded.on('response', (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `listen` on a host and port answers with an AddressInfo.
  const { port } = server.address() as AddressInfo;
  return {
    address: `https://localhost:${port}`,
    forwardTo: (target, options) => {
      forwarding = { target: new URL(target), ...options };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
