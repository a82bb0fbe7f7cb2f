import { headers } from 'next/headers';
import type { z } from 'zod';
import { FaultError, faultForPerson, type Result } from '#lib/kernel/result.ts';
import { ourFault } from './fault-words.ts';
import { jsonLines } from './json-lines.ts';
import { passedClientRequestId, requestIdHeader } from './request-headers.ts';
import { ofAddress, readRouteIn, withInput, type Handler, type QueryRequest } from './routes.ts';
import type { WebWorld } from './runtime.ts';

interface Streaming<T> {
  readonly events: AsyncIterable<T>;
  /** Ends the work when nobody reads any more. */
  readonly stop: AbortController;
  readonly theirs: string | null;
}

/**
 * `GET` of what takes long: its progress and then its result, a JSON value a line, with a fault as
 * `{ fault }`. What is refused beforehand has its status, as everywhere. The work ends when the
 * caller goes away.
 */
export function streamRouteWith<S extends z.ZodType, T>(
  input: S,
  open: (
    request: QueryRequest<WebWorld>,
    input: z.output<S>,
    signal: AbortSignal,
  ) => Promise<Result<AsyncIterable<T>>>,
): Handler {
  const handler = readRouteIn(
    ofAddress,
    withInput<WebWorld, S, Streaming<T>>(input, async (request, given) => {
      const stop = new AbortController();
      const onGone = (): void => stop.abort();
      request.signal.addEventListener('abort', onGone, { once: true });
      if (request.signal.aborted) onGone();
      const opened = await open(request, given, stop.signal);
      if (!opened.ok) return opened;
      const theirs = passedClientRequestId(await headers());
      return { ok: true, value: { events: opened.value, stop, theirs } };
    }),
    (streaming, id, route) => {
      const faultOf = (error: unknown) => {
        const { kind, says } =
          error instanceof FaultError
            ? faultForPerson(error.fault)
            : ourFault(error, `GET ${route}`, id, streaming.theirs);
        return { kind, says, id };
      };
      return new Response(jsonLines(streaming.events, streaming.stop, faultOf), {
        headers: {
          'content-type': 'application/x-ndjson; charset=utf-8',
          // Compressed or collected on the way, lines would come all at once.
          'cache-control': 'no-store, no-transform',
          'x-accel-buffering': 'no',
          [requestIdHeader]: id,
        },
      });
    },
    // It goes on for as long as it takes.
    (begin) => begin(),
  );
  // Nobody would read what a HEAD begins.
  return async (request, context) =>
    request.method === 'HEAD'
      ? new Response(null, { status: 405, headers: { allow: 'GET', 'cache-control': 'no-store' } })
      : handler(request, context);
}
