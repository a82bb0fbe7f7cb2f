import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerWhileStarting } from './while-starting.ts';

let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer(answerWhileStarting).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // `listen` on a host and port answers with an AddressInfo.
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.close();
});

const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

it.each(['/', '/sign-in', '/sync/local-1?tab=queues'])(
  'lets a browser that opens %s come back by itself, without scripts',
  async (path) => {
    const response = await fetch(`${address}${path}`, { headers: browser });
    expect(response.status).toBe(503);
    // To the same address: none is named.
    expect(response.headers.get('refresh')).toBe('2');
    const text = await response.text();
    expect(text).toContain('The console is starting. This page opens by itself when it is ready.');
    expect(text).not.toContain('<script');
  },
);

it.each([
  ['a program', '/api/sync/runs', {}, 'GET'],
  ['a poll of a page', '/api/shell', browser, 'GET'],
  ['a health check', '/api/health/ready', {}, 'GET'],
  ['a form', '/sign-in', browser, 'POST'],
])('tells %s when to try again', async (_, path, headers, method) => {
  const response = await fetch(`${address}${path}`, { headers, method });
  expect(response.status).toBe(503);
  expect([response.headers.get('retry-after'), response.headers.get('refresh')]).toEqual([
    '2',
    null,
  ]);
  expect(await response.text()).toBe('The console is starting.\n');
});
