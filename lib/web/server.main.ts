import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import next from 'next';
import { newId } from '#lib/kernel/ids.ts';
import { done, type Fault } from '#lib/kernel/result.ts';
import { endsWithin } from '#lib/kernel/within-time.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import { readOwnProcessEnv, setOwnPort } from '#lib/platform/env.ts';
import { limitedServer, serverLimits } from '#lib/platform/http/limited-server.ts';
import { logFrameworkOutput } from '#lib/platform/process/framework-output.ts';
import { ignoreClosedOutput, whenParentGone } from '#lib/platform/process/parent.ts';
import {
  isReadableAddress,
  ownAddressOf,
  receiveHeaders,
  allowedMethods,
} from './receive-request.ts';
import { filesTaken } from './files-taken.ts';
import { largeSenderOf } from './large-sender.ts';
import { isSecure } from './open-session.ts';
import { hasReadableState } from './router-state.ts';
import { recordRefusedWrite } from './record-refused.ts';
import { securityHeaders } from './security-headers.ts';
import { refuseUnreadable } from './unread-requests.ts';
import { answerWhileStarting } from './while-starting.ts';

const responsesDeadlineMs = 5_000;

function exitOnListenError(port: number, host: string, error: NodeJS.ErrnoException): never {
  const says: Readonly<Record<string, string>> = {
    EADDRINUSE:
      `Port ${port} on ${host} is in use by another program. ` +
      'Stop it, or set PORT to another number.',
    EACCES: `Port ${port} may not be used by this user. Set PORT to a number above 1023.`,
    EADDRNOTAVAIL:
      `HOST ${host} is no address of this machine. ` + 'Set HOST=127.0.0.1 or leave it out.',
  };
  const code = error.code ?? 'unknown';
  const words = says[code] ?? `The console cannot listen on ${host}:${port} (${code}).`;
  process.stderr.write(`${words}\n`);
  process.exit(error.code === 'EADDRINUSE' ? 75 : 1);
}

/** As the recording of what is refused reads them, here and within Next. */
const readableOf = (headers: IncomingHttpHeaders): Pick<Headers, 'get'> => ({
  get: (name) => [headers[name] ?? []].flat().join(', ') || null,
});

/**
 * The web process: listens first, so that a port in use is reported before anything is opened; then
 * Next, which composes the world.
 */
async function main(): Promise<void> {
  ignoreClosedOutput();
  const reading = readOwnProcessEnv();
  if (!reading.ok) {
    process.stderr.write(`${reading.says.join('\n')}\n`);
    process.exit(2);
  }
  const { PORT, HOST } = reading.env;
  let handler: RequestListener = answerWhileStarting;
  // Nobody is known yet, and whoever asks is told to come again.
  let senderOf: typeof largeSenderOf = () => Promise.resolve(done(''));
  let isSecureAddress = false;
  let recordRefused = (_request: IncomingMessage, _fault: Fault): void => undefined;
  const server = limitedServer((request, response) => handler(request, response), {
    ...serverLimits,
    large: { ...filesTaken, senderOf: (headers) => senderOf(headers) },
    headersOf: (url) => securityHeaders(url, isSecureAddress),
    refused: (request, fault) => recordRefused(request, fault),
  });
  server.on('error', (error: NodeJS.ErrnoException) => exitOnListenError(PORT, HOST, error));
  await new Promise<void>((listening) => server.listen(PORT, HOST, listening));
  // `listen` on a host and port answers with an AddressInfo; text and null are for pipes and closed
  // servers.
  const { port } = server.address() as AddressInfo;
  setOwnPort(port);

  const composed = new Promise<NonNullable<typeof globalThis.consoleRuntime>>((resolve) => {
    globalThis.whenConsoleRuntime = resolve;
  });
  // Next listens for upgrades on the server that it is given, and would route each of them.
  const upgrades = createServer();
  const app = next({ dev: false, hostname: HOST, port, httpServer: upgrades, quiet: true });
  await app.prepare();
  const runtime = await composed;
  const handle = app.getRequestHandler();
  const rules = { baseUrl: runtime.baseUrl, trustedProxies: runtime.trustedProxies };
  senderOf = largeSenderOf;
  isSecureAddress = isSecure(runtime.baseUrl);
  recordRefused = (request, fault) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    // What is refused as it comes may be at work all the same, with the headers that it has.
    const headers = { ...request.headers };
    receiveHeaders(headers, request.socket.remoteAddress ?? '', rules);
    void recordRefusedWrite({ headers: readableOf(headers), id: newId() }, fault);
  };
  handler = (request, response) => {
    const refuse = (status: number, fault: Fault): void => {
      response.writeHead(status, { 'cache-control': 'no-store' }).end(`${fault.says}\n`);
      recordRefused(request, fault);
    };
    const allowed = allowedMethods(request.url ?? '');
    if (!allowed.includes(request.method ?? '')) {
      response.setHeader('allow', allowed.join(', '));
      refuse(405, { kind: 'invalid', says: `Use ${listWords(allowed, 'or')}.` });
      return;
    }
    if (!isReadableAddress(request.url ?? '') || !hasReadableState(request.headers)) {
      refuse(400, { kind: 'invalid', says: 'This request cannot be read.' });
      return;
    }
    const elsewhere = ownAddressOf(request, runtime.baseUrl);
    if (elsewhere !== null) {
      response.writeHead(307, { location: elsewhere }).end();
      return;
    }
    receiveHeaders(request.headers, request.socket.remoteAddress ?? '', rules);
    refuseUnreadable(request, response, (fault, id) => {
      void recordRefusedWrite({ headers: readableOf(request.headers), id }, fault);
    });
    void handle(request, response);
  };

  logFrameworkOutput(runtime.world.log);
  process.stdout.write(runtime.banner);
  process.send?.('ready');

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await endsWithin(responsesDeadlineMs, () => closed);
    await runtime.drain();
    process.exit(0);
  };
  const begin = (): void => {
    stop().catch(() => process.exit(1));
  };
  process.on('SIGTERM', begin);
  // Ctrl-C reaches the whole group; the supervisor passes it on in order.
  process.on('SIGINT', () => {
    if (process.send === undefined) begin();
  });
  process.on('disconnect', begin);
  if (process.send === undefined) whenParentGone(begin);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
});
