import { once } from 'node:events';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { errorFacts, type Log } from '#lib/platform/log.ts';
import { isLoopback } from '#lib/platform/addresses.ts';
import { isAskedHere } from '#lib/platform/http/asked-here.ts';
import { limitedServer } from '#lib/platform/http/limited-server.ts';
import { bearerOf, isTokenOf, tokenHash } from '#lib/platform/process/token.ts';
import { metricsText } from '#lib/platform/metrics.ts';

const thisMachine = '127.0.0.1';

export interface MetricsServer {
  /** Null: the port could not be listened on. */
  readonly port: number | null;
  close(): void;
}

async function sendMetrics(response: ServerResponse): Promise<void> {
  const { contentType, text } = await metricsText();
  response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' });
  response.end(text);
}

/**
 * `GET /metrics` of a process without a web server, and nothing else. A port in use is worth
 * a warning: the work of the process does not depend on it. Port 0 lets the system choose one.
 * `token` is wanted of whoever asks, unless only this machine can and is meant; without one, only
 * it can.
 */
export async function serveMetrics(
  host: string,
  port: number,
  log: Log,
  token?: string,
): Promise<MetricsServer> {
  const hash = token === undefined ? null : tokenHash(token);
  const isHereAlone = token === undefined || isLoopback(host);
  const isAllowed = (headers: IncomingHttpHeaders): boolean =>
    (isHereAlone && isAskedHere(headers)) ||
    (hash !== null && isTokenOf(hash, bearerOf(headers.authorization ?? '')));
  const server = limitedServer(({ method, url, headers }, response) => {
    if (!isAllowed(headers)) response.writeHead(401).end();
    else if (url !== '/metrics') response.writeHead(404).end();
    else if (method !== 'GET') response.writeHead(405, { allow: 'GET' }).end();
    else
      sendMetrics(response).catch((error: unknown) => {
        log.error(errorFacts(error), 'the metrics could not be collected');
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  });
  try {
    server.listen(port, token === undefined ? thisMachine : host);
    await once(server, 'listening');
  } catch (error) {
    log.warn(
      { ...errorFacts(error), port },
      'the metrics are not served; set WORKER_METRICS_PORT to a port of their own, or to 0',
    );
    return { port: null, close: () => undefined };
  }
  server.on('error', (error) => log.warn(errorFacts(error), 'the server of metrics has a fault'));
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
