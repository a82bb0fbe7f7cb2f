import { headers } from 'next/headers';
import { Histogram, register } from 'prom-client';
import type { ActedOn } from '#lib/access/index.ts';
import { bearerOf, isTokenOf } from '#lib/platform/process/token.ts';
import { measureProcess, metricsText } from '#lib/platform/metrics.ts';
import { webRuntime } from './runtime.ts';
import { askedHereHeader } from './receive-request.ts';
import { requestIdOf } from './request-headers.ts';
import { tokenActor } from './session.ts';

const seconds = 'console_http_request_duration_seconds';

function requestSeconds(): Histogram {
  const known = register.getSingleMetric(seconds);
  if (known instanceof Histogram) return known;
  measureProcess(() => {
    const { world, pulses } = webRuntime();
    const { database } = world;
    return {
      statements: () => database.statements(),
      backgroundStatements: () => database.backgroundStatements(),
      pulses,
    };
  });
  return new Histogram({
    name: seconds,
    help: 'Time to answer a request of an API route, by route, status and environment.',
    labelNames: ['route', 'status', 'environment'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  });
}

/**
 * `route` is a pattern or a name of ours, and `environment` one of those that run here: nothing
 * that a caller can make up, and no run or person.
 */
export function countRequest(
  route: string,
  status: number,
  environment: ActedOn,
  durationMs: number,
): void {
  const of = { route, status: String(status) };
  requestSeconds().observe(
    environment === null ? of : { ...of, environment: environment.name },
    durationMs / 1_000,
  );
}

/** The token of the measures alone, or one of ours; a collector need not hold an admin's. */
function showsToken(authorization: string, id: string): boolean {
  const { metricsTokenHash } = webRuntime();
  const isOfMetrics =
    metricsTokenHash !== null && isTokenOf(metricsTokenHash, bearerOf(authorization));
  return isOfMetrics || tokenActor(authorization, id) !== null;
}

/**
 * Prometheus text for this machine, or for whoever shows a token. An address counts only where
 * nobody else can connect; what names another machine, or came through a proxy, is not from here.
 */
export async function metrics(): Promise<Response> {
  const requestHeaders = await headers();
  const id = requestIdOf(requestHeaders);
  const isFromHere = webRuntime().isLoopbackOnly && requestHeaders.has(askedHereHeader);
  if (!isFromHere && !showsToken(requestHeaders.get('authorization') ?? '', id)) {
    return Response.json(
      { kind: 'forbidden', says: 'Ask from this machine, or show a token.', id },
      { status: 401 },
    );
  }
  requestSeconds();
  const { contentType, text } = await metricsText();
  return new Response(text, {
    headers: { 'content-type': contentType, 'cache-control': 'no-store' },
  });
}
