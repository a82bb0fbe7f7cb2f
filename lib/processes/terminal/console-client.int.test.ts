import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bearerOf } from '#lib/platform/process/token.ts';
import { localAccessOf, type LocalAccess } from '#lib/platform/process/local-access.ts';
import { temporaryFolder } from '#lib/testing/processes/running-console.ts';
import { connectConsole } from './console-client.ts';

const own = 'the-token-of-the-data-folder';
const given = 'the-token-of-another-console';
const provesAt = '/api/v1/listener';

describe('the terminal', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: Server;
  let port: number;
  /** Without what a listener is asked to prove. */
  let seen: IncomingMessage[];
  /** Of whoever listens; null: it is no console. */
  let access: LocalAccess | null;
  let answer: unknown;
  let status: number;
  let location: string | undefined;
  /** In the place of JSON. */
  let page: string | undefined;

  beforeAll(async () => {
    folder = await temporaryFolder();
    await mkdir(folder.folder, { recursive: true });
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://console');
      if (pathname === provesAt && access !== null) {
        response.end(JSON.stringify(access.prove(searchParams.get('challenge') ?? '')));
        return;
      }
      if (pathname !== provesAt) seen.push(request);
      if (location !== undefined) response.writeHead(307, { location });
      else response.writeHead(status);
      response.end(page ?? JSON.stringify(answer));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // It listens on a host and a port.
    port = (server.address() as AddressInfo).port;
    await writeFile(path.join(folder.folder, 'token'), `${own}\n`);
    await writeFile(path.join(folder.folder, 'address'), `http://127.0.0.1:${port}\n`);
  });
  beforeEach(() => {
    seen = [];
    access = localAccessOf(own);
    answer = {};
    status = 200;
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
  const tokens = () => seen.map(({ headers }) => bearerOf(headers.authorization ?? '') ?? '');
  /** That they open the console that listens, and are not the token of the folder. */
  const passes = () =>
    tokens().map((shown) => access?.isShownBy(shown) === true && shown !== own && shown !== given);
  const here = () => `http://127.0.0.1:${port}`;

  it('is let in by the console that made the token of the data folder', async () => {
    await read({});
    await read({ CONSOLE_URL: here() });
    await read({ CONSOLE_URL: `${here()}/` });
    expect(passes()).toEqual([true, true, true]);
  });

  it('shows what is worth nothing after a restart', async () => {
    await read({});
    access = localAccessOf(own);
    expect(passes()).toEqual([false]);
  });

  it.each([
    ['another program', () => null],
    ['a console with another token', () => localAccessOf(given)],
    [
      'somebody who repeats what a console has proven',
      () => {
        const kept = localAccessOf(own).prove('x'.repeat(43));
        return { ...localAccessOf(own), prove: () => kept };
      },
    ],
  ])('shows and says nothing to %s that has the port', async (_who, listening) => {
    access = listening();
    for (const CONSOLE_URL of [undefined, `http://localhost:${port}`]) {
      const posting = connect(CONSOLE_URL === undefined ? {} : { CONSOLE_URL }).then((console) =>
        console.post('/api/v1/sync/start', { reason: 'a secret of ours' }),
      );
      await expect(posting).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
      await expect(posting).rejects.toThrow('Nothing was sent.');
    }
    await expect(readLines()).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
    expect(seen).toEqual([]);
  });

  it('says of a console that starts that it does', async () => {
    access = null;
    status = 503;
    await expect(read({})).rejects.toMatchObject({
      fault: {
        kind: 'unavailable',
        says: 'The console is starting: try again in a minute. Nothing was sent.',
      },
    });
  });

  it('says of a port on which nobody listens that nobody answers', async () => {
    const CONSOLE_URL = 'http://127.0.0.1:9';
    await expect(read({ CONSOLE_URL, CONSOLE_TOKEN: given })).rejects.toMatchObject({
      fault: {
        kind: 'unavailable',
        says: 'The console does not answer. Is it running? CONSOLE_URL names another one.',
      },
    });
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
      expect([others, passes()]).toEqual([[], [true, true]]);
    } finally {
      other.close();
    }
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
    access = localAccessOf(given);
    await read({ CONSOLE_URL: here(), CONSOLE_TOKEN: given });
    expect(passes()).toEqual([true]);
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
      reason: 'a\ufffd[2J\ufffd\ufffd1mb ⏎ c',
      stages: [{ title: '\ufffd' }],
    });
  });

  it('hands on exactly what it read where a program reads it', async () => {
    answer = { value: '- one\n- two\u202e' };
    const env = { DATA_DIR: folder.folder, PORT: port, CONSOLE_URL: undefined };
    const console = await connectConsole({ ...env, CONSOLE_TOKEN: undefined }, true);
    expect(await console.get('/api/shell')).toEqual(answer);
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
