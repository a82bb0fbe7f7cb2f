import { isChallenge } from '#lib/platform/process/local-access.ts';
import { webRuntime } from './runtime.ts';

/** Tells the terminal, before it shows or says anything, that this console listens here. */
export function proveListener(request: Request): Response {
  const challenge = new URL(request.url).searchParams.get('challenge') ?? '';
  const headers = { 'cache-control': 'no-store' };
  return isChallenge(challenge)
    ? Response.json(webRuntime().localAccess.prove(challenge), { headers })
    : Response.json(
        { kind: 'invalid', says: 'challenge must be 43 letters of base64url.' },
        { status: 400, headers },
      );
}
