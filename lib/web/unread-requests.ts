/**
 * Whether anything of ours was reached by a form or an action. What a sender writes that Next
 * cannot decode makes it fail before that, and it then answers 500 as for a fault of ours.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId } from '#lib/kernel/ids.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { requestIdHeader } from './request-headers.ts';

declare global {
  /** Next bundles its parts apart from the server: they share this. */
  var consoleUnread: Set<string> | undefined;
}

const unread = (): Set<string> => (globalThis.consoleUnread ??= new Set());

/** Of a request as this process knows it; senders cannot name one (`receiveHeaders`). */
const unreadHeader = 'x-console-unread';

/** An action, or a page that is drawn after a form, has begun: what fails from here on is ours. */
export function markRead(headers: Pick<Headers, 'get'>): void {
  const id = headers.get(unreadHeader);
  if (id !== null) unread().delete(id);
}

const unreadable: Fault = {
  kind: 'invalid',
  says: 'This form or action cannot be read. Nothing was done.',
};
const unknown: Fault = {
  kind: 'not-found',
  says: 'This console has no such form or action. Nothing was done.',
};

/** How Next answers an action that this build does not have; our guard answers otherwise. */
const ofUnknown: readonly number[] = [400, 404, 409];

type Sending = (given: unknown[]) => unknown;

/**
 * Answers a form that nobody could read with 400 and words, in place of what Next makes of it, and
 * hands it on to be recorded, as it does one that Next knows nothing of.
 */
export function refuseUnreadable(
  request: IncomingMessage,
  response: ServerResponse,
  record: (fault: Fault, id: string) => void,
): void {
  if (request.method !== 'POST' || (request.url ?? '').startsWith('/api/')) return;
  const id = newId();
  request.headers[unreadHeader] = id;
  unread().add(id);
  const ownId = (): string => String(response.getHeader(requestIdHeader));
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response);
  let isRefused = false;
  response.once('close', () => {
    const isUnknown = ofUnknown.includes(response.statusCode) && unread().has(id);
    if (isUnknown && !isRefused) record(unknown, ownId());
    unread().delete(id);
  });
  // The id says that our guard has let it through; what fails there is ours too.
  const isUnreadable = (status: number): boolean =>
    status === 500 &&
    !response.headersSent &&
    unread().has(id) &&
    response.hasHeader(requestIdHeader);
  const refuse = (): void => {
    isRefused = true;
    for (const name of response.getHeaderNames())
      if (name.startsWith('content-') && name !== 'content-security-policy')
        response.removeHeader(name);
    writeHead(400, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    end(JSON.stringify({ ...unreadable, id: ownId() }));
    record(unreadable, ownId());
  };
  /** What is sent goes its way, unless nobody could read what it answers. */
  const unlessUnreadable =
    (send: Sending, refused: unknown) =>
    (...given: unknown[]): unknown => {
      if (!isRefused && isUnreadable(response.statusCode)) refuse();
      if (!isRefused) return send(given);
      const last = given.at(-1);
      if (typeof last === 'function') process.nextTick(last);
      return refused;
    };
  const { write, flushHeaders } = response;
  Object.assign(response, {
    writeHead: (...given: unknown[]): unknown => {
      if (!isRefused && isUnreadable(Number(given[0]))) refuse();
      return isRefused ? response : Reflect.apply(writeHead, response, given);
    },
    write: unlessUnreadable((given) => Reflect.apply(write, response, given), true),
    end: unlessUnreadable((given) => Reflect.apply(end, response, given), response),
    flushHeaders: unlessUnreadable(() => flushHeaders.call(response), undefined),
  });
}
