import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Fault } from '#lib/kernel/result.ts';
import { answerByHand, unreadableRequest } from './answer-by-hand.ts';
import { bodyLimit, type Exchange, type LargeBodies } from './limit-body.ts';

export interface ServerLimits {
  readonly headersMs: number;
  /** Headers and body. */
  readonly requestMs: number;
  /** Neither a byte of a request nor one of a response that anybody takes. */
  readonly silenceMs: number;
  /**
   * How long a connection waits for its next request: longer than a load balancer keeps it, which
   * would send a request along one that is being closed just then.
   */
  readonly idleMs: number;
  /** How often the first two are looked at. */
  readonly checkEveryMs: number;
  readonly mostConnections: number;
  /** Of one connection, sent without waiting for an answer. */
  readonly mostUnanswered: number;
  readonly large: LargeBodies;
  /** What every answer to such an address carries, unless whoever answers sets it otherwise. */
  readonly headersOf: (url: string) => Readonly<Record<string, string>>;
  /** Is told of what was refused for its body. */
  readonly refused: (request: IncomingMessage, fault: Fault) => void;
}

// Every request is small, unless a server names addresses that take files, and so is a response,
// unless it is a stream; and that is never silent for so long.
export const serverLimits: ServerLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  silenceMs: 120_000,
  // A load balancer of AWS keeps it for 60 seconds unless told otherwise:
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
  idleMs: 75_000,
  checkEveryMs: 5_000,
  mostConnections: 500,
  mostUnanswered: 10,
  large: {
    paths: [],
    bytes: 0,
    atOnce: 1,
    mostWaiting: 0,
    longestWaitMs: 0,
    slowMs: 0,
    senderOf: () => Promise.resolve(null),
  },
  headersOf: () => ({}),
  refused: () => undefined,
};

/** Whether the answer is ours to give; else the connection waits for its client. */
const isOurTurn = (last: Exchange | undefined): boolean =>
  last !== undefined && last.request.complete && !last.response.writableEnded;

/** Whoever reads it would take more words for a part of it. */
const hasBegun = ({ response }: Exchange): boolean =>
  response.headersSent && !response.writableFinished;

/**
 * A server, with what one who is not known may take of it. Where there are too
 * many connections the one that has waited longest for its client goes, so that whoever opens
 * connections and says nothing keeps nobody else out.
 */
export function limitedServer(handle: RequestListener, limits = serverLimits): Server {
  /** Whoever had the last turn comes last. */
  const open = new Map<Socket, readonly Exchange[]>();
  const withinLimit = bodyLimit(limits.large, limits.refused);

  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
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
  // There is no other protocol here; unanswered, the socket would stay open.
  const refuseProtocol = (request: IncomingMessage, socket: Duplex): void => {
    const headers = limits.headersOf(request.url ?? '');
    const says = 'This server speaks HTTP/1.1 and nothing else. Nothing was done.';
    answerByHand(socket, { status: 400, says, headers, request });
  };
  server.on('upgrade', refuseProtocol);
  server.on('connect', refuseProtocol);
  server.on('checkExpectation', (_request, response) => {
    for (const [name, value] of Object.entries(limits.headersOf('')))
      response.setHeader(name, value);
    response.writeHead(417, { connection: 'close' }).end();
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const isAnswering = socket instanceof Socket && open.get(socket)?.some(hasBegun) === true;
    if (!socket.writable || error.code === 'ECONNRESET' || isAnswering) socket.destroy();
    else
      answerByHand(socket, {
        ...unreadableRequest(error.code),
        headers: limits.headersOf(''),
        request: null,
      });
  });
  return server;
}
