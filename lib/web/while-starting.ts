import type { IncomingMessage, ServerResponse } from 'node:http';

const again = 2;

const page = [
  '<!doctype html>',
  '<html lang="en-GB">',
  '<meta charset="utf-8" />',
  '<meta name="viewport" content="width=device-width, initial-scale=1" />',
  '<meta name="color-scheme" content="light dark" />',
  '<title>Starting – TIS Console</title>',
  '<main>',
  '<h1>TIS Console</h1>',
  '<p>The console is starting. This page opens by itself when it is ready.</p>',
  '</main>',
  '</html>',
  '',
].join('\n');

const isForPeople = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'GET' &&
  !url.startsWith('/api/') &&
  (headers.accept ?? '').split(',').some((type) => type.trim().startsWith('text/html'));

/**
 * The answer to whoever asks before there are pages. A browser asks again by itself, without
 * scripts too, since what it has then is none of our pages.
 */
export function answerWhileStarting(request: IncomingMessage, response: ServerResponse): void {
  const starting = { 'retry-after': String(again), 'cache-control': 'no-store' };
  if (isForPeople(request))
    response
      .writeHead(503, {
        ...starting,
        refresh: String(again),
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'",
      })
      .end(page);
  else response.writeHead(503, starting).end('The console is starting.\n');
}
