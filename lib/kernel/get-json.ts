import { FaultError, faultKinds, signedOut, type Fault } from './result.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const away: Fault = { kind: 'unavailable', says: 'The console did not respond.' };

/**
 * Reads an error body `{ kind, says, id }` (`docs/interfaces.md`, HTTP); the id travels in
 * `detail`.
 */
function faultOf(body: unknown): Fault {
  if (!isRecord(body) || typeof body['says'] !== 'string') return away;
  const kind = faultKinds.find((known) => known === body['kind']) ?? 'unavailable';
  const says = body['says'];
  return typeof body['id'] === 'string'
    ? { kind, says, detail: { id: body['id'] } }
    : { kind, says };
}

/**
 * GET from the console's own routes. A refusal, a broken response or a lost network throws a
 * `FaultError`.
 */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { accept: 'application/json' },
      credentials: 'same-origin',
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new FaultError(away, { cause });
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) {
    const fault = faultOf(body);
    throw new FaultError(
      response.status === 401
        ? signedOut('You have been signed out. Sign in again to see what is new.', fault.detail)
        : fault,
    );
  }
  // The same build responds: the route returns the query's own type, so the shape is checked where
  // it is made.
  return body as T;
}
