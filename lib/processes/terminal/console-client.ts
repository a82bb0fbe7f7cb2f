import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { FaultError, faultKinds, refuse } from '#lib/kernel/result.ts';
import type { Env } from '../configuration/env.ts';

const responseTimeoutMs = 60_000;

const Refusal = z.object({
  kind: z.enum(faultKinds),
  says: z.string(),
  detail: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .exactOptional(),
});

/**
 * The running console, as the terminal talks to it. Rejects with a FaultError; `unavailable` when
 * it does not answer.
 */
export interface Console {
  /** Where it listens, without a slash at the end. */
  readonly address: string;
  get<T>(where: string): Promise<T>;
  post<T>(where: string, body: unknown): Promise<T>;
}

async function kept(env: Env, name: string): Promise<string | null> {
  const content = await readFile(path.join(env.DATA_DIR, name), 'utf8').catch(() => '');
  return content.trim() || null;
}

export async function connectConsole(env: Env): Promise<Console> {
  const base = (
    env.CONSOLE_URL ??
    (await kept(env, 'address')) ??
    `http://127.0.0.1:${env.PORT}`
  ).replace(/\/+$/, '');
  const token = env.CONSOLE_TOKEN ?? (await kept(env, 'token'));
  if (token === null) {
    const says =
      'There is no token: start the console once on this machine, or set CONSOLE_URL and ' +
      'CONSOLE_TOKEN.';
    throw new FaultError(refuse('forbidden', says).fault);
  }

  async function request<T>(
    where: string,
    init: { readonly method?: 'POST'; readonly body?: string },
  ): Promise<T> {
    let response: Response;
    try {
      response = await fetch(`${base}${where}`, {
        ...init,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'content-type': 'application/json',
        },
        signal: AbortSignal.timeout(responseTimeoutMs),
      });
    } catch (cause) {
      throw new FaultError(
        refuse(
          'unavailable',
          'The console does not answer. Is it running? CONSOLE_URL names another one.',
        ).fault,
        {
          cause,
        },
      );
    }
    const body: unknown = await response.json().catch(() => null);
    if (response.ok && body !== null) {
      // Both sides are of one build, or the terminal's owner chose the server: its responses are
      // trusted to be as documented.
      return body as T;
    }
    const refusal = Refusal.safeParse(body);
    throw new FaultError(
      refusal.success
        ? refusal.data
        : refuse('unavailable', `The console answered with status ${response.status}.`).fault,
    );
  }

  return {
    address: base,
    get: (where) => request(where, {}),
    post: (where, body) => request(where, { method: 'POST', body: JSON.stringify(body) }),
  };
}
