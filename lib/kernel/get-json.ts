import { linesOf } from './lines-of.ts';
import { FaultError, faultKinds, noAnswer, notReached, signedOut, type Fault } from './result.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * Reads an error body `{ kind, says, id }` (`docs/interfaces.md`, HTTP); the id travels in
 * `detail`.
 */
function faultOf(body: unknown): Fault {
  if (!isRecord(body) || typeof body['says'] !== 'string') return noAnswer;
  const kind = faultKinds.find((known) => known === body['kind']) ?? 'unavailable';
  const says = body['says'];
  return {
    kind,
    says,
    ...detailOf(body),
    ...(isRecord(body['fields']) && { fields: textsOf(body['fields']) }),
  };
}

/** What the caller may go on with, and the id to quote. */
function detailOf({ detail, id }: Record<string, unknown>): Pick<Fault, 'detail'> {
  const given = isRecord(detail) ? Object.entries(detail).filter(isPlain) : [];
  const all = [...given, ...(typeof id === 'string' ? [['id', id] as const] : [])];
  return all.length === 0 ? {} : { detail: Object.fromEntries(all) };
}

type Plain = string | number | boolean | null;
const isPlain = (entry: [string, unknown]): entry is [string, Plain] =>
  entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1]);

const textsOf = (fields: Record<string, unknown>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, String(text)]));

interface Asked {
  readonly accept: string;
  readonly signal?: AbortSignal | undefined;
  /** Sent as JSON, with POST. */
  readonly body?: unknown;
}

async function request(path: string, { accept, signal, body }: Asked): Promise<Response> {
  try {
    return await fetch(path, {
      headers: { accept, ...(body !== undefined && { 'content-type': 'application/json' }) },
      credentials: 'same-origin',
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new FaultError(notReached, { cause });
  }
}

function refusalOf(response: Response, body: unknown): FaultError {
  const fault = faultOf(body);
  return new FaultError(
    response.status === 401
      ? signedOut('You have been signed out. Sign in again to see what is new.', fault.detail)
      : fault,
  );
}

/**
 * GET from the console's own routes. A refusal, a broken response or a lost network throws a
 * `FaultError`.
 */
export const getJson = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  readJson(path, { accept: 'application/json', signal });

/** The same of what is too long for an address, such as a file. */
export const postJson = <T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> =>
  readJson(path, { accept: 'application/json', signal, body });

async function readJson<T>(path: string, asked: Asked): Promise<T> {
  const response = await request(path, asked);
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok || body === null) throw refusalOf(response, body);
  // The same build responds: the route returns the query's own type, so the shape is checked where
  // it is made.
  return body as T;
}

/**
 * The same of a route that says one value a line while it works. A fault in the middle, and a
 * connection that is lost, throw a `FaultError` too.
 */
export async function* getJsonLines<T>(
  path: string,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const response = await request(path, { accept: 'application/x-ndjson', signal });
  if (!response.ok || response.body === null)
    throw refusalOf(response, await response.json().catch(() => null));
  try {
    for await (const line of linesOf(response.body)) {
      const value: unknown = JSON.parse(line);
      if (isRecord(value) && 'fault' in value) throw new FaultError(faultOf(value['fault']));
      // As above.
      yield value as T;
    }
  } catch (cause) {
    if (signal.aborted || cause instanceof FaultError) throw cause;
    throw new FaultError(noAnswer, { cause });
  }
}
