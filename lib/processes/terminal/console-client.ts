import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { printable, printableLines } from '#lib/kernel/free-text.ts';
import { linesOf } from '#lib/kernel/lines-of.ts';
import {
  FaultError,
  done,
  faultKinds,
  refuse,
  type Fault,
  type Result,
} from '#lib/kernel/result.ts';
import { isLoopback } from '#lib/platform/addresses.ts';
import { newChallenge, passAfter } from '#lib/platform/process/local-access.ts';
import type { Env } from '../configuration/env.ts';

const responseTimeoutMs = 60_000;

const Refusal = z.object({
  kind: z.enum(faultKinds),
  says: z.string(),
  detail: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .exactOptional(),
  fields: z.record(z.string(), z.string()).exactOptional(),
  id: z.string().exactOptional(),
});

/** What may be the console's own fault is quoted by its id, which goes with it. */
const faultIn = ({ id, ...fault }: z.output<typeof Refusal>): Fault =>
  id === undefined || fault.kind !== 'unavailable'
    ? fault
    : { ...fault, detail: { ...fault.detail, id } };

const Failed = z.object({ fault: Refusal });

/**
 * The running console, as the terminal talks to it. Rejects with a FaultError; `unavailable` when
 * it does not answer.
 */
export interface Console {
  /** Where a browser finds it, without a slash at the end. */
  readonly address: string;
  get<T>(where: string): Promise<T>;
  /** A file, as it is. */
  text(where: string): Promise<string>;
  post<T>(where: string, body: unknown): Promise<T>;
  /** One value a line, as the console says it; ends with the signal. */
  lines<T>(where: string, signal: AbortSignal): AsyncIterable<T>;
}

async function kept(env: Pick<Env, 'DATA_DIR'>, name: string): Promise<string | null> {
  const content = await readFile(path.join(env.DATA_DIR, name), 'utf8').catch(() => '');
  return content.trim() || null;
}

const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

/**
 * `localhost` and `127.0.0.1` name one machine, and the token goes to the address that the console
 * has there; everything else has to be the same.
 */
function isSameAddress(one: string, other: string): boolean {
  const [first, second] = [new URL(one), new URL(other)];
  const areHere = isLoopback(first.hostname) && isLoopback(second.hostname);
  return (
    first.protocol === second.protocol &&
    first.port === second.port &&
    (areHere || first.hostname === second.hostname)
  );
}

interface Target {
  /** In the words of a browser. */
  readonly address: string;
  readonly base: string;
  readonly token: string;
}

type ConsoleEnv = Pick<Env, 'CONSOLE_URL' | 'CONSOLE_TOKEN' | 'DATA_DIR' | 'PORT'>;

/**
 * Where to, and with which token. The token of the data folder is an admin's, and goes to the
 * console that made it and nowhere else; the token of a person goes over https, or stays on this
 * machine.
 */
async function targetOf(env: ConsoleEnv): Promise<Result<Target>> {
  const own = await kept(env, 'address');
  const address = withoutSlash(env.CONSOLE_URL ?? own ?? `http://127.0.0.1:${env.PORT}`);
  if (env.CONSOLE_TOKEN !== undefined) {
    const { protocol, hostname } = new URL(address);
    return protocol === 'https:' || isLoopback(hostname)
      ? done({ address, base: address, token: env.CONSOLE_TOKEN })
      : refuse(
          'invalid',
          'CONSOLE_URL must begin with https: the token would travel readable for others. ' +
            'Nothing was sent.',
        );
  }
  const token = await kept(env, 'token');
  if (token === null || own === null)
    return refuse(
      'forbidden',
      'There is no token: start the console once on this machine, or set CONSOLE_URL and ' +
        'CONSOLE_TOKEN.',
    );
  return isSameAddress(address, own)
    ? done({ address, base: withoutSlash(own), token })
    : refuse(
        'forbidden',
        'CONSOLE_URL names another console than the one of DATA_DIR, whose token goes to no ' +
          'other. Set CONSOLE_TOKEN. Nothing was sent.',
      );
}

// Texts of ours with several lines; in words of others a line end would forge a line.
const withLines: ReadonlySet<string> = new Set(['request']);

const asOneLine = (text: string): string =>
  printable(text.replace(/\r\n?|\n/g, ' ⏎ '), Number.MAX_SAFE_INTEGER);

type Reviver = (name: string, value: unknown) => unknown;

/** Null where it is no JSON. */
function readJson(text: string, reviver?: Reviver): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return null;
  }
}

/** Its text can be printed: no terminal obeys what somebody wrote into a reason. */
const readPrintable = (text: string): unknown =>
  readJson(text, (name, value) => {
    if (typeof value !== 'string') return value;
    return withLines.has(name) ? printableLines(value) : asOneLine(value);
  });

/** Nothing was sent. */
const isRefusedConnection = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'ECONNREFUSED';

const Proof = z.object({ start: z.string(), proof: z.string() });

const notRunning = 'The console does not answer. Is it running? CONSOLE_URL names another one.';

/**
 * What is shown to the target. Over https its certificate says who it is; over http whoever listens
 * has to prove that it has the token before it is shown or told anything, because another program
 * may have the port of a console that has ended.
 */
async function passTo({ base, token }: Target): Promise<string> {
  if (new URL(base).protocol === 'https:') return token;
  const challenge = newChallenge();
  const unproven = (kind: 'forbidden' | 'unavailable', says: string): FaultError =>
    new FaultError(refuse(kind, `${says} Nothing was sent.`).fault);
  const response = await fetch(`${base}/api/v1/listener?challenge=${challenge}`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(responseTimeoutMs),
  }).catch((cause: unknown) => {
    throw new FaultError(refuse('unavailable', notRunning).fault, { cause });
  });
  const proof = Proof.safeParse(readJson(await response.text().catch(() => '')));
  const pass = proof.success ? passAfter(token, challenge, proof.data) : null;
  if (pass !== null) return pass;
  throw response.status === 503
    ? unproven('unavailable', 'The console is starting: try again in a minute.')
    : unproven(
        'forbidden',
        `What listens at ${base} does not have this token: it is another program, or a console ` +
          'with another DATA_DIR.',
      );
}

/** What is read is exact for programs (`--json`), and printable as it is for people. */
export async function connectConsole(env: ConsoleEnv, isForPrograms = false): Promise<Console> {
  const read = (text: string) => (isForPrograms ? readJson(text) : readPrintable(text));
  const found = await targetOf(env);
  if (!found.ok) throw new FaultError(found.fault);
  const target = found.value;
  const { address, base } = target;

  async function send(
    where: string,
    init: {
      readonly method?: 'POST';
      readonly body?: string;
      readonly signal: AbortSignal;
    },
  ): Promise<Response> {
    const pass = await passTo(target);
    try {
      return await fetch(`${base}${where}`, {
        ...init,
        // What is shown is for this address alone.
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${pass}`,
          accept: 'application/json',
          'content-type': 'application/json',
        },
      });
    } catch (cause) {
      throw new FaultError(
        refuse(
          'unavailable',
          init.method === undefined || isRefusedConnection(cause)
            ? notRunning
            : 'No answer came, so it is not known whether this was done. Look before another try.',
        ).fault,
        { cause },
      );
    }
  }

  function refusalOf({ status }: Response, body: unknown): FaultError {
    const refusal = Refusal.safeParse(body);
    return new FaultError(
      refusal.success
        ? faultIn(refusal.data)
        : refuse('unavailable', `The console answered with status ${status}.`).fault,
    );
  }

  async function request<T>(
    where: string,
    init: { readonly method?: 'POST'; readonly body?: string },
  ): Promise<T> {
    const response = await send(where, {
      ...init,
      signal: AbortSignal.timeout(responseTimeoutMs),
    });
    const body = read(await response.text().catch(() => ''));
    // Both sides are of one build, or the terminal's owner chose the server: its responses are
    // trusted to be as documented.
    if (response.ok && body !== null) return body as T;
    throw refusalOf(response, body);
  }

  async function text(where: string): Promise<string> {
    const response = await send(where, { signal: AbortSignal.timeout(responseTimeoutMs) });
    const body = await response.text().catch(() => null);
    if (response.ok && body !== null) return body;
    throw refusalOf(response, read(body ?? ''));
  }

  async function* lines<T>(where: string, signal: AbortSignal): AsyncGenerator<T, void, undefined> {
    const response = await send(where, { signal });
    if (!response.ok || response.body === null)
      throw refusalOf(response, read(await response.text().catch(() => '')));
    try {
      for await (const line of linesOf(response.body)) {
        const value = read(line);
        const failed = Failed.safeParse(value);
        if (failed.success) throw new FaultError(faultIn(failed.data.fault));
        // Something on the way answers in its place, with a page.
        if (typeof value !== 'object' || value === null) throw refusalOf(response, value);
        // As above.
        yield value as T;
      }
    } catch (cause) {
      if (signal.aborted || cause instanceof FaultError) throw cause;
      throw new FaultError(
        refuse('unavailable', 'The connection to the console was lost: what it found is not known.')
          .fault,
        { cause },
      );
    }
  }

  return {
    address,
    get: (where) => request(where, {}),
    post: (where, body) => request(where, { method: 'POST', body: JSON.stringify(body) }),
    lines,
    text,
  };
}
