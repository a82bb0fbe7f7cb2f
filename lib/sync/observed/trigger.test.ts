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
  ({ url, method: 'GET', headers: { 'x-api-key': 'k' }, timeoutMs: 200 }) as const;

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
    expect(await callOnce(trigger(url))).toMatchObject({ call: 'unknown' });
    expect(requests).toHaveLength(1);
  });

  test('a connection that breaks leaves it unknown, and is never repeated', async () => {
    const { url, requests } = await serve((response) => response.destroy());
    expect(await callOnce(trigger(url))).toMatchObject({ call: 'unknown' });
    expect(requests).toHaveLength(1);
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
