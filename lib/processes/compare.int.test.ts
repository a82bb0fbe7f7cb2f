import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ComparisonEvent } from '#lib/indexes/index.ts';
import { linesOf } from '#lib/kernel/lines-of.ts';
import {
  buildOnce,
  runProgram,
  startConsole,
  temporaryFolder,
  type RunningConsole,
} from '#lib/testing/processes/running-console.ts';

describe('a comparison of the console that runs', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: RunningConsole;
  let authorization: string;

  const get = (where: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${running.address}${where}`, { ...init, headers: { authorization } });

  /** A run to its end. */
  async function runOnce(): Promise<void> {
    const where = ['--environment', 'local', '--pipeline', 'documented'];
    const started = await runProgram('console', ['sync', 'start', ...where, '--wait'], {
      DATA_DIR: folder.folder,
    });
    expect(started.exitCode).toBe(0);
  }

  beforeAll(async () => {
    buildOnce();
    folder = await temporaryFolder();
    const variables = { DATA_DIR: folder.folder, FIRST_RUN: 'off' };
    running = await startConsole({ ...variables, SYNTHETIC_TRAINEES: '200' });
    await runOnce();
    await running.stop();
    // Other people than the first time.
    running = await startConsole({ ...variables, SYNTHETIC_TRAINEES: '230' });
    await runOnce();
    const token = await readFile(path.join(running.dataDir, 'token'), 'utf8');
    authorization = `Bearer ${token.trim()}`;
  }, 400_000);
  afterAll(async () => {
    await running.stop();
    await folder.remove();
  });

  it('comes line by line, the result last', async () => {
    const response = await get('/api/indexes/compare?a=local-1&b=local-2');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    expect(response.headers.get('cache-control')).toContain('no-transform');
    const events: ComparisonEvent[] = [];
    if (response.body === null) throw new Error('there is no body');
    for await (const line of linesOf(response.body)) {
      // The route's own shape.
      events.push(JSON.parse(line) as ComparisonEvent);
    }
    expect(events.slice(0, -1).every((event) => 'progress' in event)).toBe(true);
    const last = events.at(-1);
    if (last === undefined || !('result' in last)) throw new Error('there is no result');
    expect(last.result).toMatchObject({ index: 'masterdoctorindex', state: 'different' });
    expect(last.result.added).toBeGreaterThan(0);
    const bodies = last.result.fields.find(({ field }) => field === 'designatedBody');
    expect(bodies?.values?.listed.length).toBeGreaterThan(5);
    const names = last.result.fields.find(({ field }) => field === 'doctorLastName');
    expect(names?.values).toBeNull();
    expect(JSON.stringify(last.result.samples)).not.toMatch(/(?<!\d)\d{7}(?!\d)/);
  });

  it('is refused by its status before it has begun, and begins nothing for a HEAD', async () => {
    expect((await get('/api/indexes/compare?a=local-1&b=local-9')).status).toBe(404);
    expect((await get('/api/indexes/compare?a=local-1')).status).toBe(400);
    const head = await get('/api/indexes/compare?a=local-1&b=local-2', { method: 'HEAD' });
    expect(head.status).toBe(405);
  });

  it('ends when its caller goes away, so that the next can begin', async () => {
    const stop = new AbortController();
    const where = '/api/indexes/compare?a=local-1&b=local-2';
    const left = await get(where, { signal: stop.signal });
    await left.body?.getReader().read();
    stop.abort();
    await expect
      .poll(
        async () => {
          const next = await get(where);
          await next.text();
          return next.status;
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(200);
  });

  const inTerminal = (...args: readonly string[]) =>
    runProgram('console', ['indexes', 'compare', ...args], { DATA_DIR: folder.folder });

  it('is one value in a terminal, with the number of drift', async () => {
    const json = await inTerminal('local-1', 'local-2', '--index', 'connectedindex', '--json');
    expect(json.stderr).toBe('');
    expect(json.exitCode).toBe(4);
    expect(JSON.parse(json.stdout)).toMatchObject({
      environment: 'local',
      index: 'connectedindex',
      state: 'different',
    });
    const absent = await inTerminal('local-1', 'local-77', '--json');
    expect(absent.exitCode).toBe(2);
    expect(JSON.parse(absent.stdout)).toMatchObject({ kind: 'not-found' });
  });
});

describe('a comparison that a terminal follows', () => {
  it('is stopped by Ctrl-C, in the console too', async () => {
    buildOnce();
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.write('{"progress":{"a":{"read":1,"of":9},"b":{"read":1,"of":null}}}\n');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    // It listens on a host and a port.
    const { port } = server.address() as AddressInfo;
    const program = path.join('dist', 'console.mjs');
    const child = spawn(process.execPath, [program, 'indexes', 'compare', 'a', 'b', '--json'], {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        CONSOLE_URL: `http://127.0.0.1:${port}`,
        CONSOLE_TOKEN: 'a token',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => (printed += String(chunk)));
    // What a server gives its listeners.
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    const gone = once(response, 'close');
    child.kill('SIGINT');
    await once(child, 'close');
    await gone;
    expect(child.exitCode).toBe(130);
    expect(JSON.parse(printed)).toEqual({
      kind: 'unavailable',
      says: 'The comparison was stopped.',
    });
    server.close();
  }, 400_000);
});
