import { execFileSync } from 'node:child_process';

const options =
  'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout - -out - ' +
  '-subj /CN=localhost';

/** A key and its certificate, that nobody has signed but itself, as one PEM. */
export function selfSigned({
  days,
  names = 'DNS:localhost,IP:127.0.0.1',
}: {
  readonly days: number;
  readonly names?: string;
}): string {
  const own = ['-days', String(days), '-addext', `subjectAltName=${names}`];
  return execFileSync('openssl', [...options.split(' '), ...own], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
