import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Fault } from '#lib/kernel/result.ts';
import { until } from '#lib/testing/platform/until.ts';
import { markRead, refuseUnreadable } from './unread-requests.ts';

let server: Server | undefined;
let recorded: (readonly [Fault, string])[] = [];
afterEach(() => {
  server?.close();
  recorded = [];
});

/** A server behind which something answers as Next does, by this listener. */
async function answers(handle: RequestListener, path = '/sign-in', method = 'POST') {
  server = createServer((request, response) => {
    refuseUnreadable(request, response, (fault, id) => recorded.push([fault, id]));
    response.setHeader('x-request-id', 'the-id');
    handle(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `listen` on a host and port answers with an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${String(port)}${path}`, { method });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const failing: RequestListener = (_request, response) => {
  response.statusCode = 500;
  response.setHeader('content-type', 'text/x-component');
  response.flushHeaders();
  response.write('0:{"a":"$@1"}\n');
  response.end('1:E{"digest":"1"}\n');
};
const reached: RequestListener = (request, response) => {
  markRead(new Headers({ 'x-console-unread': String(request.headers['x-console-unread']) }));
  failing(request, response);
};
const says = { kind: 'invalid', says: 'This form or action cannot be read. Nothing was done.' };

it.each<[string, RequestListener]>([
  ['by its status', failing],
  [
    'by a head',
    (_request, response) => response.writeHead(500, { 'content-length': '2' }).end('no'),
  ],
  [
    'by its end alone',
    (_request, response) => {
      response.statusCode = 500;
      response.end('Internal Server Error');
    },
  ],
])(
  'what nothing of ours was reached by is 400 with words, however it fails: %s',
  async (_, how) => {
    const { status, text, headers } = await answers(how);
    expect([status, JSON.parse(text), headers.get('content-type')]).toEqual([
      400,
      { ...says, id: 'the-id' },
      'application/json',
    ]);
    expect(recorded).toEqual([[says, 'the-id']]);
  },
);

it.each<[string, RequestListener, string, string]>([
  ['an action that was reached', reached, '/sign-in', 'POST'],
  ['a page', failing, '/sign-in', 'GET'],
  ['a route', failing, '/api/v1/sync/start', 'POST'],
  [
    'a guard that fails',
    (request, response) => {
      response.removeHeader('x-request-id');
      failing(request, response);
    },
    '/sign-in',
    'POST',
  ],
])('a fault of %s stays ours', async (_, how, path, method) => {
  const { status, text } = await answers(how, path, method);
  expect([status, text]).toEqual([500, '0:{"a":"$@1"}\n1:E{"digest":"1"}\n']);
  expect(recorded).toEqual([]);
});

it('hands on an action that this build does not have, and no page that is not there', async () => {
  const missing: RequestListener = (_request, response) => {
    response.statusCode = 409;
    response.end('Server action not found.');
  };
  const { status, text } = await answers(missing);
  expect([status, text]).toEqual([409, 'Server action not found.']);
  await until('it to be recorded', () => Promise.resolve(recorded.length === 1));
  expect(recorded).toMatchObject([[{ kind: 'not-found' }, 'the-id']]);
  server?.close();
  await answers(missing, '/nowhere', 'GET');
  expect(recorded).toHaveLength(1);
});

it('leaves what succeeds, and forgets every request that was answered', async () => {
  const { status, text } = await answers((_request, response) => response.end('fine'));
  expect([status, text]).toEqual([200, 'fine']);
  await until('it to be forgotten', () => Promise.resolve(globalThis.consoleUnread?.size === 0));
});
