/** Local web servers that probes ask, and the configuration of those probes. */
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { listening } from '#lib/testing/platform/listening.ts';
import { selfSigned } from '#lib/testing/platform/self-signed.ts';
import type { Reporting } from '../reporting.ts';

export const everySeconds = 20;
/** `CONSOLE_CONFIG` takes no more. */
const mostOfEnvironment = 200;
/** One in so many is asked over TLS. */
const overTls = 4;

export interface Targets {
  /** The probes of so many, as `CONSOLE_CONFIG` has them. */
  readonly config: string;
  /** For `NODE_EXTRA_CA_CERTS`. */
  readonly authority: string;
  /** By the number of each probe, when it was asked: ms since 1970 by the clock of this machine. */
  readonly asked: ReadonlyMap<number, number[]>;
}

const environmentOf = (number: number): string =>
  `bench-${Math.floor(number / mostOfEnvironment) + 1}`;
export const idOf = (number: number): string => `http:${environmentOf(number)}:Service ${number}`;

export async function openTargets(
  folder: string,
  { probes, every = everySeconds }: { readonly probes: number; readonly every?: number },
  { cleaning }: Pick<Reporting, 'cleaning'>,
): Promise<Targets> {
  const asked = new Map<number, number[]>(Array.from({ length: probes }, (_, n) => [n, []]));
  const answer: RequestListener = (request, response) => {
    asked.get(Number(request.url?.slice(1)))?.push(performance.timeOrigin + performance.now());
    response.end('{"status":"UP"}');
  };
  const pem = selfSigned({ days: 60 });
  const authority = path.join(folder, 'authority.pem');
  await writeFile(authority, pem);
  const plain = createServer(answer);
  const secure = createTlsServer({ key: pem, cert: pem }, answer);
  const addresses = [
    `https://127.0.0.1:${await listening(secure)}`,
    ...Array<string>(overTls - 1).fill(`http://127.0.0.1:${await listening(plain)}`),
  ];
  for (const server of [plain, secure])
    cleaning.add('the targets', () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    });
  const probeOf = (n: number): string =>
    `      - { name: Service ${n}, kind: http, everySeconds: ${every}, ` +
    `url: '${addresses[n % overTls] ?? ''}/${n}', contains: UP }\n`;
  const lines = [...asked.keys()].map((n) =>
    n % mostOfEnvironment === 0
      ? `  - name: ${environmentOf(n)}\n    syntheticTrainees: 1\n    probes:\n${probeOf(n)}`
      : probeOf(n),
  );
  const config = path.join(folder, 'console.yaml');
  await writeFile(config, `environments:\n${lines.join('')}`);
  return { config, authority, asked };
}
