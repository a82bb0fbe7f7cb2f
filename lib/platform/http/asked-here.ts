import type { IncomingHttpHeaders } from 'node:http';
import { isLoopback } from '../addresses.ts';

const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Whether a request to a server that listens on loopback alone is meant for this machine: it names
 * it, which no page does whose own name was made to lead here, and no proxy says that it passed it
 * on for somebody else.
 */
export function isAskedHere(headers: IncomingHttpHeaders): boolean {
  const named = `http://${headers.host ?? ''}`;
  return (
    forwarding.every((name) => headers[name] === undefined) &&
    URL.canParse(named) &&
    isLoopback(new URL(named).hostname)
  );
}
