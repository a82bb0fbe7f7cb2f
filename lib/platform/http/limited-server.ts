import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { bodyLimit, type Exchange, type LargeBodies } from './limit-body.ts';

export interface ServerLimits {
  readonly headersMs: number;
  /** Headers and body. */
  readonly requestMs: number;
  /** Neither a byte of a request nor one of a response that anybody takes. */
  readonly silenceMs: number;
  /** How often the first two are looked at. */
  readonly checkEveryMs: number;
  readonly mostConnections: number;
  /** Of one connection, sent without waiting for an answer. */
  readonly mostUnanswered: number;
  readonly large: LargeBodies;
  /** What every answer to such an address carries, unless whoever answers sets it otherwise. */
  readonly headersOf: (url: string) => Readonly<Record<string, string>>;
}

// Every request is small, unless a server names addresses that take files, and so is a response,
// unless it is a stream; and that is never silent for so long.
export const serverLimits: ServerLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  silenceMs: 120_000,
  checkEveryMs: 5_000,
  mostConnections: 500,
  mostUnanswered: 10,
  large: { paths: [], bytes: 0, atOnce: 0, senderOf: () => Promise.resolve(null) },
  headersOf: () => ({}),
};

/** Whether the answer is ours to give; else the connection waits for its client. */
const isOurTurn = (last: Exchange | undefined): boolean =>
  last !== undefined && last.request.complete && !last.response.writableEnded;

/**
 * A server, with what one who is not known may take of it. Where there are too
 * many connections the one that has waited longest for its client goes, so that whoever opens
 * connections and says nothing keeps nobody else out.
 */
export function limitedServer(handle: RequestListener, limits = serverLimits): Server {
  /** Whoever had the last turn comes last. */
  const open = new Map<Socket, readonly Exchange[]>();
  const withinLimit = bodyLimit(limits.large);

  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkEveryMs,
    },
    (request, response) => {
      const { socket } = request;
      for (const [name, value] of Object.entries(limits.headersOf(request.url ?? '')))
        response.setHeader(name, value);
      const unanswered = (open.get(socket) ?? []).filter((one) => !one.response.writableFinished);
      open.delete(socket);
      open.set(socket, [...unanswered, { request, response }]);
      if (unanswered.length >= limits.mostUnanswered) socket.destroy();
      else withinLimit({ request, response }, () => handle(request, response));
    },
  );
  server.setTimeout(limits.silenceMs);
  server.on('connection', (socket) => {
    open.set(socket, []);
    socket.once('close', () => open.delete(socket));
    if (open.size <= limits.mostConnections) return;
    const waiting = [...open].find(([, exchanges]) => !exchanges.some(isOurTurn));
    (waiting?.[0] ?? socket).destroy();
  });
  // There is no other protocol here; unanswered, the socket would stay open, and its client need
  // not close it either.
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => undefined);
    const refused = 'HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';
    socket.end(refused, () => socket.destroy());
  });
  return server;
}
