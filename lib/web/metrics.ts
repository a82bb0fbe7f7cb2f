import { headers } from 'next/headers';
import { Histogram, register } from 'prom-client';
import { newId } from '#lib/kernel/ids.ts';
import { measureProcess, metricsText } from '#lib/platform/metrics.ts';
import { webRuntime } from './runtime.ts';
import { tokenActor } from './session.ts';

const seconds = 'console_http_request_duration_seconds';

function requestSeconds(): Histogram {
  const known = register.getSingleMetric(seconds);
  if (known instanceof Histogram) return known;
  measureProcess(() => {
    const { world, pulses } = webRuntime();
    return { statements: () => world.database.statements(), pulses };
  });
  return new Histogram({
    name: seconds,
    help: 'Time to answer a request of an API route, by route and status.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  });
}

/**
 * `route` is a pattern or a name of ours: nothing that a caller can make up, and no run or
 * person.
 */
export function countRequest(route: string, status: number, durationMs: number): void {
  requestSeconds().observe({ route, status: String(status) }, durationMs / 1_000);
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * Prometheus text for this machine, or for whoever shows a token. An address counts only where
 * nobody else can connect, and a proxy in front adds the addresses of those it speaks for.
 */
export async function metrics(): Promise<Response> {
  const requestHeaders = await headers();
  const from = (requestHeaders.get('x-forwarded-for') ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const isFromHere = webRuntime().isLoopbackOnly && from.every((address) => loopback.has(address));
  if (!isFromHere && tokenActor(requestHeaders.get('authorization') ?? '', newId()) === null) {
    return Response.json(
      { kind: 'forbidden', says: 'Ask from this machine, or show a token.', id: newId() },
      { status: 401 },
    );
  }
  requestSeconds();
  const { contentType, text } = await metricsText();
  return new Response(text, {
    headers: { 'content-type': contentType, 'cache-control': 'no-store' },
  });
}
