/** The one call that starts a sync of the existing Integration service. */
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { endsWithin } from '#lib/kernel/within-time.ts';

/** Where the existing service is told to run a sync. */
export interface Trigger {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** Secrets among them: they are never shown, logged or stored. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its answer comes when the index has been emptied; gateways give up after half a minute. */
  readonly timeoutMs: number;
}

/**
 * `refused`: nothing was started. `unknown`: it may have been, whatever the answer: a gateway's
 * time-out and a failure after the index was emptied look alike.
 */
export interface CallOutcome {
  readonly call: 'accepted' | 'refused' | 'unknown';
  /** What came back, in words. */
  readonly says: string;
}

/** Failures before anything of the request can have been sent. */
const unsent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

export function outcomeOfStatus(status: number): CallOutcome {
  const says = `It answered ${status}.`;
  if (status >= 200 && status < 300) return { call: 'accepted', says };
  // A request that took too long may have got through.
  if (status === 408 || status === 499 || status >= 500) return { call: 'unknown', says };
  return { call: 'refused', says };
}

export function outcomeOfFailure(code: string | null): CallOutcome {
  return code !== null && unsent.has(code)
    ? { call: 'refused', says: `It cannot be reached (${code}).` }
    : { call: 'unknown', says: 'The connection ended without an answer.' };
}

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

// Nothing of it is used but its status; a short one is read to its end, which harms no server.
const mostOfAnswer = 64 * 1024;

/**
 * Calls once, on a connection of its own: a pooled one that turns out to be closed would be tried
 * again by many clients. No redirect is followed, and no answer without an end is read on. Never
 * rejects.
 */
export function callOnce({ url, method, headers, timeoutMs }: Trigger): Promise<CallOutcome> {
  return new Promise((resolve) => {
    const send = url.startsWith('https:') ? overHttps : overHttp;
    const call = send(url, { method, headers, agent: false });
    call.once('response', (response) => {
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > mostOfAnswer) call.destroy();
      });
      resolve(outcomeOfStatus(response.statusCode ?? 0));
    });
    call.on('error', (error) => resolve(outcomeOfFailure(codeOf(error))));
    const closed = new Promise<void>((done) => call.once('close', () => done()));
    void endsWithin(timeoutMs, () => closed).then((hasEnded) => {
      const seconds = Math.round(timeoutMs / 1_000);
      const late = {
        call: 'unknown',
        says: `It did not answer within ${seconds} seconds.`,
      } as const;
      // One that ends without an error may speak another protocol from there on.
      resolve(hasEnded ? outcomeOfFailure(null) : late);
      call.destroy();
    });
    call.end();
  });
}
