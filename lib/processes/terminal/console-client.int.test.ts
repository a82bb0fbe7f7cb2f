import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '#lib/testing/processes/running-console.ts';
import { connectConsole } from './console-client.ts';

const own = 'the token of the data folder';
const given = 'the token of a person';

describe('the terminal', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: Server;
  let port: number;
  let seen: IncomingMessage[];
  let answer: unknown;
  let location: string | undefined;
  /** In the place of JSON. */
  let page: string | undefined;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await mkdir(folder.folder, { recursive: true });
    server = createServer((request, response) => {
      seen.push(request);
      if (location !== undefined) response.writeHead(307, { location });
      response.end(page ?? JSON.stringify(answer));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // It listens on a host and a port.
    port = (server.address() as AddressInfo).port;
    await writeFile(path.join(folder.folder, 'token'), `${own}\n`);
    await writeFile(path.join(folder.folder, 'address'), `http://localhost:${port}\n`);
  });
  beforeEach(() => {
    seen = [];
    answer = {};
    location = undefined;
    page = undefined;
  });
  afterAll(async () => {
    server.close();
    await folder.remove();
  });

  const connect = (more: { CONSOLE_URL?: string; CONSOLE_TOKEN?: string }, dataDir?: string) =>
    connectConsole({
      DATA_DIR: dataDir ?? folder.folder,
      PORT: port,
      CONSOLE_URL: undefined,
      CONSOLE_TOKEN: undefined,
      ...more,
    });
  const read = async (...given: Parameters<typeof connect>) =>
    (await connect(...given)).get<unknown>('/api/shell');
  const readLines = async () => {
    const lines: unknown[] = [];
    const { signal } = new AbortController();
    for await (const line of (await connect({})).lines('/api/stream', signal)) lines.push(line);
    return lines;
  };
  const tokens = () => seen.map(({ headers }) => headers.authorization);
  const here = () => `http://127.0.0.1:${port}`;

  it('shows the token of the data folder to the console that made it', async () => {
    await read({});
    await read({ CONSOLE_URL: here() });
    await read({ CONSOLE_URL: `${here()}/` });
    expect(tokens()).toEqual([`Bearer ${own}`, `Bearer ${own}`, `Bearer ${own}`]);
  });

  it.each([
    'http://elsewhere.example',
    'https://elsewhere.example',
    'https://localhost',
    'http://127.0.0.1.elsewhere.example',
    'http://127.0.0.1:9',
    'http://[::1]:9',
  ])('and not to %s', async (CONSOLE_URL) => {
    await expect(read({ CONSOLE_URL })).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
    expect(tokens()).toEqual([]);
  });

  it('nor to whoever has the other address of this machine', async () => {
    const others: (string | undefined)[] = [];
    const other = createServer(({ headers }, response) => {
      others.push(headers.authorization);
      response.end('{}');
    });
    other.listen(port, '127.0.0.2');
    await once(other, 'listening');
    try {
      for (const CONSOLE_URL of [`http://127.0.0.2:${port}`, `http://localhost:${port}`])
        expect(await connect({ CONSOLE_URL })).toMatchObject({ address: CONSOLE_URL });
      await read({ CONSOLE_URL: `http://127.0.0.2:${port}` });
      await read({ CONSOLE_URL: `http://[::1]:${port}` });
      expect([others, tokens()]).toEqual([[], [`Bearer ${own}`, `Bearer ${own}`]]);
    } finally {
      other.close();
    }
  });

  it('takes localhost for the address that the console has there', async () => {
    const asked: string[] = [];
    const fetching = vi.spyOn(globalThis, 'fetch').mockImplementation((where) => {
      asked.push(where instanceof Request ? where.url : where.toString());
      return Promise.resolve(Response.json({}));
    });
    try {
      await read({});
    } finally {
      fetching.mockRestore();
    }
    expect(asked).toEqual([`${here()}/api/shell`]);
  });

  it('nor to any console that did not say where it is', async () => {
    const other = await temporaryFolder();
    await mkdir(other.folder, { recursive: true });
    await writeFile(path.join(other.folder, 'token'), own);
    await expect(read({}, other.folder)).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
    await other.remove();
    expect(tokens()).toEqual([]);
  });

  it('sends the token of a person over https, or stays on this machine', async () => {
    await read({ CONSOLE_URL: here(), CONSOLE_TOKEN: given });
    expect(tokens()).toEqual([`Bearer ${given}`]);
    for (const CONSOLE_URL of ['http://elsewhere.example', 'http://127.elsewhere.example'])
      await expect(read({ CONSOLE_URL, CONSOLE_TOKEN: given })).rejects.toMatchObject({
        fault: { kind: 'invalid' },
      });
  });

  it('follows no redirect', async () => {
    location = `${here()}/elsewhere`;
    await expect(read({})).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    expect(seen.map(({ url }) => url)).toEqual(['/api/shell']);
  });

  it('hands on the id of what may be a fault of the console', async () => {
    answer = { fault: { kind: 'unavailable', says: 'Quote the id.', id: 'request-12' } };
    await expect(readLines()).rejects.toMatchObject({
      fault: { kind: 'unavailable', detail: { id: 'request-12' } },
    });
    answer = { fault: { kind: 'not-found', says: 'There is none.', id: 'request-12' } };
    await expect(readLines()).rejects.toMatchObject({ fault: { kind: 'not-found' } });
  });

  it('hands on nothing that a terminal would obey', async () => {
    answer = { reason: 'a\u001b[2J\u202e\u009b1mb\nc', stages: [{ title: '\u0007' }] };
    expect(await read({})).toEqual({
      reason: 'a\ufffd[2J\ufffd\ufffd1mb\ufffdc',
      stages: [{ title: '\ufffd' }],
    });
  });

  it.each(['<html>Sign in to the proxy</html>', 'null', '"text"', '7'])(
    'takes %s in the place of what was asked for as no answer',
    async (given) => {
      page = given;
      const unanswered = {
        fault: { kind: 'unavailable', says: 'The console answered with status 200.' },
      };
      await expect(readLines()).rejects.toMatchObject(unanswered);
      if (given.startsWith('<')) await expect(read({})).rejects.toMatchObject(unanswered);
    },
  );

  it('reads a stream line by line', async () => {
    page = '{"progress":1}\n\n{"result":2}\n';
    expect(await readLines()).toEqual([{ progress: 1 }, { result: 2 }]);
  });
});
