import { get } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { createLog } from '#lib/platform/log.ts';
import { measureProcess } from '#lib/platform/metrics.ts';
import { bootGraceMs } from '#lib/platform/process/health.ts';
import { serveMetrics, type MetricsServer } from './serve-metrics.ts';

const log = createLog('silent', 'test');
const long = bootGraceMs + 1_000;
measureProcess(() => ({
  statements: () => 42,
  backgroundStatements: () => 7,
  pulses: () => [
    { task: 'works', startedAtMs: 0, progressAtMs: Date.now(), stillAfterMs: 90_000 },
    {
      task: 'sync worker of north',
      environment: 'north',
      startedAtMs: 0,
      progressAtMs: Date.now(),
      stillAfterMs: 90_000,
    },
    { task: 'stuck', startedAtMs: 0, progressAtMs: Date.now() - long, stillAfterMs: 1_000 },
    { task: 'young', startedAtMs: Date.now(), progressAtMs: null, stillAfterMs: 1_000 },
  ],
}));

const open: MetricsServer[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});
async function serve(port = 0): Promise<MetricsServer> {
  const server = await serveMetrics('127.0.0.1', port, log);
  open.push(server);
  return server;
}
const send = (port: number | null, path: string, method = 'GET'): Promise<Response> =>
  fetch(`http://127.0.0.1:${String(port)}${path}`, { method });

test('wants its token where other machines can ask', async () => {
  const token = 'the-token-of-the-measures';
  const server = await serveMetrics('0.0.0.0', 0, log, token);
  open.push(server);
  const statusWith = async (headers: Record<string, string>) =>
    (await fetch(`http://127.0.0.1:${String(server.port)}/metrics`, { headers })).status;
  expect(await statusWith({})).toBe(401);
  expect(await statusWith({ authorization: `Bearer ${token}x` })).toBe(401);
  expect(await statusWith({ authorization: `Bearer ${token}` })).toBe(200);
});

test('is for this machine alone where there is no token', async () => {
  const server = await serveMetrics('0.0.0.0', 0, log);
  open.push(server);
  const elsewhere = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
  expect((await send(server.port, '/metrics')).status).toBe(200);
  // A machine without a network has nobody to keep out.
  if (elsewhere !== undefined)
    await expect(fetch(`http://${elsewhere}:${String(server.port)}/metrics`)).rejects.toThrow();
});

test('is for whoever names this machine, or shows the token', async () => {
  const token = 'the-token-of-the-measures';
  const server = await serveMetrics('127.0.0.1', 0, log, token);
  open.push(server);
  const statusWith = (headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const where = { host: '127.0.0.1', port: server.port, path: '/metrics', headers };
      get(where, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).on('error', reject);
    });
  const evil = { host: `evil.example:${String(server.port)}` };
  expect(await statusWith({})).toBe(200);
  expect(await statusWith(evil)).toBe(401);
  expect(await statusWith({ 'x-forwarded-for': '192.0.2.1' })).toBe(401);
  expect(await statusWith({ ...evil, authorization: `Bearer ${token}` })).toBe(200);
});

test('reads no long body', async () => {
  const { port } = await serve();
  const body = 'x'.repeat(200_000);
  const sent = fetch(`http://127.0.0.1:${String(port)}/metrics`, { method: 'POST', body });
  expect((await sent).status).toBe(413);
});

// Prometheus' text format 0.0.4: comments, or a name with labels and a number.
const line =
  /^(# (HELP|TYPE) [a-zA-Z_:][\w:]* .+|[a-zA-Z_:][\w:]*(\{([a-zA-Z_]\w*="[^"\\\n]*",?)+\})? (-?[\d.]+(e[+-]?\d+)?|Nan|[+-]Inf))$/;

test('serves metrics of the process and of its tasks in the text of Prometheus', async () => {
  const { port } = await serve();
  const response = await send(port, '/metrics');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const text = await response.text();
  for (const one of text.split('\n').filter((each) => each !== '')) expect(one).toMatch(line);
  expect(text).toContain('console_sql_statements_total 42');
  expect(text).toContain('console_sql_background_statements_total 7');
  expect(text).toContain('console_task_stuck{task="works"} 0');
  expect(text).toContain('console_task_stuck{task="sync worker of north",environment="north"} 0');
  expect(text).toContain('console_task_stuck{task="stuck"} 1');
  expect(text).toContain('console_task_stuck{task="young"} 0');
  const seconds = /console_task_seconds_since_progress\{task="stuck"\} ([\d.]+)/.exec(text);
  expect(Number(seconds?.[1])).toBeGreaterThanOrEqual(long / 1_000);
  expect(text).toContain('process_cpu_seconds_total');
});

test('serves nothing else', async () => {
  const { port } = await serve();
  const statuses = [
    await send(port, '/'),
    await send(port, '/metrics/more'),
    await send(port, '/metrics', 'POST'),
  ].map(({ status }) => status);
  expect(statuses).toEqual([404, 404, 405]);
});

test('a port in use is no reason to end', async () => {
  const { port } = await serve();
  expect((await serve(port ?? 0)).port).toBeNull();
  expect((await send(port, '/metrics')).status).toBe(200);
});
