import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { callOnce, outcomeOfFailure, outcomeOfStatus } from './trigger.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(
  respond: (response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url} ${String(request.headers['x-api-key'])}`);
    respond(response);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/integration/api/sync`, requests };
}

const trigger = (url: string) =>
  ({ url, method: 'GET', headers: { 'x-api-key': 'k' }, timeoutMs: 600_000 }) as const;
const impatient = (url: string) => ({ ...trigger(url), timeoutMs: 1_000 });

describe('the one call', () => {
  test.each([
    [200, 'accepted'],
    [202, 'accepted'],
    [302, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [429, 'refused'],
    [408, 'unknown'],
    [500, 'unknown'],
    [504, 'unknown'],
  ] as const)('%i is %s, and is never repeated', async (status, call) => {
    const { url, requests } = await serve((response) => response.writeHead(status).end());
    expect(await callOnce(trigger(url))).toEqual({ call, says: `It answered ${status}.` });
    expect(requests).toEqual(['GET /integration/api/sync k']);
  });

  test('an answer that does not come leaves it unknown', async () => {
    const { url, requests } = await serve(() => undefined);
    expect(await callOnce(impatient(url))).toMatchObject({ call: 'unknown' });
    expect(requests).toHaveLength(1);
  });

  test('a connection that breaks leaves it unknown, and is never repeated', async () => {
    const { url, requests } = await serve((response) => response.destroy());
    expect(await callOnce(trigger(url))).toMatchObject({ call: 'unknown' });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['is too long', (response: ServerResponse) => response.write('x'.repeat(1_000_000))],
    ['never ends', (response: ServerResponse) => response.write('x')],
  ])('an answer that %s counts by its status, and is not read on', async (_, respond) => {
    let closed: Promise<unknown> | undefined;
    const { url } = await serve((response) => {
      closed = once(response, 'close');
      respond(response);
    });
    expect(await callOnce(impatient(url))).toMatchObject({ call: 'accepted' });
    await closed;
  });

  test('a server that goes on in another protocol leaves it unknown', async () => {
    const { url } = await serve((response) => {
      response.socket?.end('HTTP/1.1 101 Other\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n');
    });
    expect(await callOnce(trigger(url))).toMatchObject({ call: 'unknown' });
  });

  test('what was never sent has started nothing', async () => {
    const { url } = await serve(() => undefined);
    for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
    expect(await callOnce(trigger(url))).toEqual({
      call: 'refused',
      says: 'It cannot be reached (ECONNREFUSED).',
    });
  });
});

test('every failure that may have come after the request was sent is unknown', () => {
  expect(outcomeOfFailure('ECONNRESET').call).toBe('unknown');
  expect(outcomeOfFailure(null).call).toBe('unknown');
  expect(outcomeOfFailure('ENOTFOUND').call).toBe('refused');
  expect(outcomeOfStatus(499).call).toBe('unknown');
});
