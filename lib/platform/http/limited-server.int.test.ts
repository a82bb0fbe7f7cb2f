import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { done, refuse, type Fault, type Result } from '#lib/kernel/result.ts';
import { largestBodyBytes } from './limit-body.ts';
import { limitedServer, serverLimits } from './limited-server.ts';

const answered: RequestListener = (request, response) => {
  request.resume();
  request.once('end', () => response.end('here'));
};
/** Longer than any test. */
const never = 600_000;
const unhurried = {
  ...serverLimits,
  headersMs: never,
  requestMs: never,
  silenceMs: never,
  checkEveryMs: 10,
};

describe('a server that anybody can reach', () => {
  let server: Server | undefined;
  const clients: Socket[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.destroy();
    server?.closeAllConnections();
    server?.close();
  });

  const listen = async (handle = answered, limits = unhurried): Promise<Server> => {
    server = limitedServer(handle, limits);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  /** A client that never closes by itself. */
  const open = async (to: Server, text = ''): Promise<Socket> => {
    // `listen` on a host and port answers with an AddressInfo.
    const { port } = to.address() as AddressInfo;
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    clients.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(text);
    return socket;
  };
  /** What it answers, once that has all come or the connection has ended. */
  const textOf = (socket: Socket): Promise<string> =>
    new Promise((resolve) => {
      let text = '';
      socket.on('data', (chunk) => {
        text += String(chunk);
        const [, length = '', body = ''] =
          /\r\ncontent-length: (\d+)\r\n.*?\r\n\r\n(.*)$/is.exec(text) ?? [];
        if (length !== '' && body.length >= Number(length)) resolve(text);
      });
      for (const event of ['end', 'close']) socket.once(event, () => resolve(text));
    });
  /** The server's side of the next connection. */
  const nextAccepted = (to: Server): Promise<Socket> =>
    new Promise((resolve) => to.once('connection', resolve));
  const get = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';
  const posted = (...lines: string[]) =>
    `${['POST / HTTP/1.1', 'host: x', ...lines].join('\r\n')}\r\n\r\n`;

  it('keeps a connection for its next request longer than a load balancer does', async () => {
    const client = await open(await listen(), 'GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
    const head = (await once(client, 'data')).join('');
    const [, seconds] = /\r\nkeep-alive: timeout=(\d+)\r\n/i.exec(head) ?? [];
    expect(Number(seconds)).toBeGreaterThan(60);
  });

  it('waits for no headers that come slowly, and for none that never come', async () => {
    const limits = { ...unhurried, headersMs: 20, requestMs: 20 };
    const to = await listen(answered, limits);
    for (const begun of ['', 'GET / HTTP/1.1\r\nhost: x\r\nx-slow: 1'])
      expect(await textOf(await open(to, begun))).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('waits for no body that never ends', async () => {
    const to = await listen(answered, { ...unhurried, requestMs: 20, headersMs: 20 });
    for (const length of ['content-length: 100', 'transfer-encoding: chunked'])
      expect(await textOf(await open(to, posted(length)))).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('keeps no connection whose client takes nothing of what it asked for', async () => {
    const large = Buffer.alloc(64 * 1024 * 1024);
    const to = await listen((_request, response) => response.end(large), {
      ...unhurried,
      silenceMs: 50,
    });
    const [gone] = await Promise.all([
      nextAccepted(to).then((socket) => once(socket, 'close')),
      open(to, get).then((client) => client.pause()),
    ]);
    expect(gone).toBeDefined();
  });

  it('serves whoever asks while others hold two thousand connections', async () => {
    const to = await listen();
    const silent = ['', 'GET / HT', posted('content-length: 9'), get];
    for (let number = 0; number < 2_000; number += 1)
      await open(to, silent[number % silent.length]);
    const client = await open(to, get);
    expect(String(await once(client, 'data'))).toMatch(/^HTTP\/1\.1 200 /);
    const connections = await new Promise<number>((resolve) =>
      to.getConnections((_error, count) => resolve(count)),
    );
    expect(connections).toBeLessThanOrEqual(serverLimits.mostConnections);
  });

  it('ends nobody’s answer for the sake of a new connection', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const to = await listen((_request, response) => void held.then(() => response.end('at last')), {
      ...unhurried,
      mostConnections: 1,
    });
    const first = await open(to, get);
    await once(to, 'request');
    const second = await open(to);
    expect(await textOf(second)).toBe('');
    const answer = once(first, 'data');
    release();
    expect(String((await answer)[0])).toContain('at last');
  });

  it('works on a few requests of one connection at once', async () => {
    let begun = 0;
    const to = await listen(() => (begun += 1));
    const client = await open(to, get.repeat(1_000));
    expect(await textOf(client)).toBe('');
    expect(begun).toBe(serverLimits.mostUnanswered);
  });

  it('reads the rest of what it refuses, so that whoever sends it sees why', async () => {
    const to = await listen();
    const bytes = largestBodyBytes + 1;
    const body = Buffer.alloc(bytes, 'x');
    const chunk = Buffer.concat([
      Buffer.from(`${bytes.toString(16)}\r\n`),
      body,
      Buffer.from('\r\n'),
    ]);
    for (const [header, sent, rest] of [
      [`content-length: ${bytes}`, '', body],
      ['transfer-encoding: chunked', chunk, '0\r\n\r\n'],
    ] as const) {
      const client = await open(to, posted(header));
      client.write(sent);
      expect(await textOf(client)).toContain('Send at most 128 KB.');
      const ended = new Promise((resolve) => client.once('end', () => resolve('ended')));
      const reset = new Promise((resolve) => client.once('error', () => resolve('reset')));
      client.write(rest);
      expect(await Promise.race([ended, reset])).toBe('ended');
    }
  });

  it('reads of a request little more than twice what it takes, however much is sent', async () => {
    const most = largestBodyBytes * 3;
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), megabyte, Buffer.from('\r\n')]);
    for (const [header, part] of [
      ['content-length: 10485760', megabyte],
      ['transfer-encoding: chunked', chunk],
    ] as const) {
      const to = await listen();
      const accepted = nextAccepted(to);
      const client = await open(to, posted(header));
      const socket = await accepted;
      for (let number = 0; number < 10; number += 1) client.write(part);
      await once(socket, 'close');
      expect(socket.bytesRead).toBeLessThanOrEqual(most);
      client.destroy();
      to.close();
    }
  });

  const large = {
    paths: ['/files'],
    bytes: 4 * 1024 * 1024,
    atOnce: 2,
    mostWaiting: 1,
    longestWaitMs: never,
    slowMs: never,
    senderOf: ({ from }: IncomingHttpHeaders): Promise<Result<string> | null> =>
      Promise.resolve(
        from === 'viewer' ? refuse('forbidden', 'Your role is viewer.') : from ? done(from) : null,
      ),
  };
  const fileHead = (path: string, bytes: number, from?: string): string =>
    [
      `POST ${path} HTTP/1.1`,
      'host: x',
      'connection: close',
      ...(from === undefined ? [] : [`from: ${from}`]),
      `content-length: ${bytes}\r\n\r\n`,
    ].join('\r\n');

  it('lets whoever waits send a large file in place of those who send theirs slowly', async () => {
    const refusals: string[] = [];
    const handled: string[] = [];
    const handle: RequestListener = (request, response) => {
      handled.push(request.headers.from ?? '');
      request.resume();
      request.once('end', () => response.end('here'));
    };
    const refused = ({ headers }: IncomingMessage, { says }: Fault): void => {
      refusals.push(`${headers.from ?? ''}: ${says}`);
    };
    const to = await listen(handle, { ...unhurried, large: { ...large, slowMs: 1 }, refused });
    const bytes = 1024 * 1024;
    const begin = async (from: string): Promise<Socket> => {
      const request = once(to, 'request');
      const client = await open(to, `${fileHead('/files', bytes, from)}x`);
      await request;
      return client;
    };
    const [first, second] = [await begin('one'), await begin('two')];
    const third = await open(to, fileHead('/files', bytes, 'three'));
    third.write(Buffer.alloc(bytes, 'x'));
    expect(await textOf(third)).toContain('here');
    const words = 'This file comes slowly, and others wait to send theirs.';
    expect(await textOf(first)).toContain(words);
    // Nobody waits any more: it may take its time.
    second.write(Buffer.alloc(bytes - 1, 'x'));
    expect(await textOf(second)).toContain('here');
    expect(handled).toEqual(['one', 'two', 'three']);
    expect(refusals).toEqual([`one: ${words} Send it again in a minute.`]);
  });

  it('takes large bodies at named addresses alone, of a bounded size and few at once', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const handle: RequestListener = (request, response) => {
      request.resume();
      const isLarge = request.headers.from !== undefined;
      request.once(
        'end',
        () => void (isLarge ? held : Promise.resolve()).then(() => response.end('here')),
      );
    };
    const refusals: string[] = [];
    const refused = ({ url }: IncomingMessage, { kind, says }: Fault): void => {
      refusals.push(`${url ?? ''}: ${kind}, ${says}`);
    };
    const limits = { ...large, longestWaitMs: 1 };
    const to = await listen(handle, { ...unhurried, large: limits, refused });
    const send = (path: string, bytes: number, from?: string): Promise<string> =>
      open(to, fileHead(path, bytes, from)).then(async (client) => {
        client.write(Buffer.alloc(bytes, 'x'));
        return textOf(client);
      });
    const megabyte = 1024 * 1024;
    expect(await send('/files', 4 * megabyte + 1)).toContain('Send at most 4 MB.');
    expect(await send('/others', megabyte)).toContain('Send at most 128 KB.');
    expect(await send('/files/more', megabyte)).toContain('Send at most 128 KB.');
    // Slow ones of people whom nobody knows hold nobody up.
    const unknown = await Promise.all([1, 2, 3].map(() => open(to, fileHead('/files', megabyte))));
    for (const client of unknown) expect(await textOf(client)).toMatch(/^HTTP\/1\.1 401 /);
    expect(await send('/files', megabyte, 'viewer')).toMatch(/^HTTP\/1\.1 403 /);
    expect(await send('/files', 1_000)).toContain('here');
    const first = send('/files?name=x', megabyte, 'one');
    await once(to, 'request');
    expect(await send('/files', megabyte, 'one')).toContain(
      'You are sending a large file already.',
    );
    const second = send('/files', megabyte, 'two');
    await once(to, 'request');
    expect(await send('/files', megabyte, 'three')).toMatch(/^HTTP\/1\.1 429 .*Others send/s);
    release();
    expect([await first, await second].join()).toMatch(/here.*here/s);
    expect(await send('/files', megabyte, 'one')).toContain('here');
    expect(refusals).toEqual([
      '/files: invalid, Send at most 4 MB.',
      '/others: invalid, Send at most 128 KB.',
      '/files/more: invalid, Send at most 128 KB.',
      ...unknown.map(() => '/files: forbidden, Sign in first, or show a token.'),
      '/files: forbidden, Your role is viewer.',
      '/files: busy, You are sending a large file already. Send this one after it.',
      '/files: busy, Others send large files. Send it again in a minute.',
    ]);
  });

  const upgrade = 'connection: upgrade\r\nupgrade: websocket\r\n\r\n';
  it.each([
    ['another protocol', 400, `GET / HTTP/1.1\r\nhost: x\r\n${upgrade}`],
    ['a tunnel', 400, 'CONNECT elsewhere.example:443 HTTP/1.1\r\nhost: elsewhere.example\r\n\r\n'],
    ['no request', 400, 'nonsense\r\n\r\n'],
    ['headers too long', 431, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['a promise', 417, 'POST / HTTP/1.1\r\nhost: x\r\nexpect: more\r\ncontent-length: 0\r\n\r\n'],
    ['half a request', 408, 'GET / HTTP/1.1\r\nhost:'],
  ])('answers %s as whole as all else, and closes it', async (_, status, text) => {
    const headersOf = () => ({ 'x-ours': 'here' });
    const to = await listen(answered, { ...unhurried, headersMs: 20, requestMs: 20, headersOf });
    const accepted = nextAccepted(to);
    const client = await open(to, text);
    const socket = await accepted;
    const answer = await textOf(client);
    expect(answer.split('\r\n', 1)[0]).toMatch(new RegExp(`^HTTP/1\\.1 ${status} \\w`));
    expect(answer.toLowerCase()).toContain('\r\nx-ours: here\r\n');
    expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
    // One that Node answers is open until its client has closed it.
    client.end();
    if (!socket.destroyed) await once(socket, 'close');
  });

  it('writes into no answer that has begun', async () => {
    const to = await listen((_request, response) => void response.writeHead(200).write('begun'));
    const client = await open(to, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(client, 'data');
    client.write('nonsense\r\n\r\n');
    expect(await textOf(client)).toBe('');
  });
});
