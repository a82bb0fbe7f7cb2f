import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Result } from '#lib/kernel/result.ts';
import { Turns, type Turn, type TurnLimits } from '#lib/kernel/turns.ts';

/** Forms and commands are smaller, and Next keeps a body before anybody is asked who they are. */
export const largestBodyBytes = 128 * 1024;

/**
 * Addresses that take whole files, so few at once that they cannot fill the memory. Others wait
 * for their turn, one of each sender.
 */
export interface LargeBodies extends Omit<TurnLimits, 'mostOfOne'> {
  readonly paths: readonly string[];
  readonly bytes: number;
  /** One that has not come whole by then gives way to whoever waits. */
  readonly slowMs: number;
  /** Who sends it; null: nobody whom we know. */
  readonly senderOf: (headers: IncomingHttpHeaders) => Promise<Result<string> | null>;
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

/** Whoever reads it gets no more of it, and no end. */
function readNoMore({ request }: Exchange, most: number): void {
  let dropped = 0;
  request.push = (chunk: Buffer | null): boolean => {
    dropped += chunk?.length ?? 0;
    if (chunk === null || dropped > most) request.destroy();
    return true;
  };
}

/** Read no more once it has become too long. */
function cutOff(exchange: Exchange, most: number, refuse: () => void): void {
  const { request } = exchange;
  let bytes = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding?: BufferEncoding): boolean => {
    bytes += chunk?.length ?? 0;
    if (bytes <= most) return push(chunk, encoding);
    readNoMore(exchange, most);
    refuse();
    return true;
  };
}

const notYours: Readonly<Record<(Turn<void> & { readonly isTaken: false })['full'], string>> = {
  own: 'You are sending a large file already. Send this one after it.',
  all: 'Others send large files. Send it again in a minute.',
  late: 'Others send large files. Send it again in a minute.',
};
const tooSlow =
  'This file comes slowly, and others wait to send theirs. Send it again in a minute.';

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
  const turns = new Turns({ ...large, mostOfOne: 1 });
  /** By what lets each go, those that have had their time, the one that began first in front. */
  const slow = new Map<() => void, IncomingMessage>();

  function refuse(exchange: Exchange, refusal: Refusal): void {
    refuseBody(exchange, refusal);
    refused(exchange.request, { kind: refusal.kind, says: refusal.says });
  }

  const refuseBusy = (exchange: Exchange, says: string): void =>
    refuse(exchange, { status: 429, kind: 'busy', says, most: large.bytes });

  function giveWay(): void {
    if (turns.waiting === 0) return;
    const [letGo] = [...slow].find(([, request]) => !request.complete) ?? [];
    letGo?.();
  }

  /** Until it is answered, or has to give way. */
  const takeTurn = (exchange: Exchange, handle: () => void): Promise<void> =>
    new Promise((ended) => {
      const { request, response } = exchange;
      if (response.destroyed) {
        ended();
        return;
      }
      const letGo = (): void => {
        readNoMore(exchange, large.bytes);
        refuseBusy(exchange, tooSlow);
        end();
      };
      const timer = setTimeout(() => {
        slow.set(letGo, request);
        giveWay();
      }, large.slowMs).unref();
      const end = (): void => {
        clearTimeout(timer);
        slow.delete(letGo);
        ended();
      };
      response.once('close', end);
      handle();
    });

  async function takeLarge(exchange: Exchange, handle: () => void): Promise<void> {
    const { request, response } = exchange;
    const sender = await large.senderOf(request.headers);
    if (response.destroyed) return;
    if (sender?.ok !== true) {
      const known = sender === null ? null : sender.fault;
      refuse(exchange, {
        status: known === null ? 401 : 403,
        kind: 'forbidden',
        says: known?.says ?? 'Sign in first, or show a token.',
        most: largestBodyBytes,
      });
      return;
    }
    const turn = turns.take(sender.value, () => takeTurn(exchange, handle));
    giveWay();
    const taken = await turn;
    if (!taken.isTaken) refuseBusy(exchange, notYours[taken.full]);
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
