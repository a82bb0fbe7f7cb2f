import { Client, errors } from '@opensearch-project/opensearch';
import { FaultError, type FaultKind } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';

export interface OpenSearchOptions {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** `sigv4` signs with the credentials that the AWS SDK finds; `region` is needed then. */
  readonly auth?: 'basic' | 'sigv4';
  readonly region?: string;
  /** How long copies of an index on other nodes are waited for; two minutes when absent. */
  readonly copiesWithinMs?: number;
  /** Tries of a request that only reads; writes are tried for about half a minute. */
  readonly retries?: { readonly reads: RetryPolicy; readonly writes: RetryPolicy };
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: object;
  /** NDJSON. */
  readonly lines?: string;
  readonly timeoutMs?: number;
}

export interface EngineResponse {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Sends once; returns 4xx as a response, everything transient as a thrown
 * `TransientError`.
 */
export interface Connection {
  send(request: Request): Promise<EngineResponse>;
  close(): Promise<void>;
}

/**
 * Worth another try: 429, 502, 503, 504, a lost connection, a time-out. Carries nothing of the
 * driver's error.
 */
export class TransientError extends Error {
  override readonly name = 'TransientError';
}

export const defaultRetries = {
  reads: { attempts: 5, firstDelayMs: 100, maxDelayMs: 1_000 },
  writes: { attempts: 10, firstDelayMs: 200, maxDelayMs: 8_000 },
} as const;

const transientStatus: ReadonlySet<number> = new Set([429, 502, 503, 504]);
export const isTransientStatus = (status: number): boolean => transientStatus.has(status);

// The driver's errors hold the whole request; they are never passed on, not even as a cause.
function outcomeOf(error: unknown): EngineResponse {
  if (error instanceof errors.ResponseError) {
    const status = error.statusCode ?? 0;
    if (isTransientStatus(status)) throw new TransientError(`status ${String(status)}`);
    return { status, body: error.body };
  }
  if (error instanceof errors.OpenSearchClientError) throw new TransientError(error.name);
  throw error;
}

async function clientOf(options: OpenSearchOptions): Promise<Client> {
  // Retrying is ours: the driver's own does not cover a response 429 and knows no jitter.
  const common = { node: options.url, maxRetries: 0, requestTimeout: 30_000 };
  if (options.auth === 'sigv4') {
    const [{ AwsSigv4Signer }, { defaultProvider }] = await Promise.all([
      import('@opensearch-project/opensearch/aws-v3'),
      import('@aws-sdk/credential-provider-node'),
    ]);
    if (options.region === undefined)
      throw new FaultError({
        kind: 'invalid',
        says: 'AWS_REGION is needed when OPENSEARCH_AUTH is sigv4',
      });
    return new Client({
      ...common,
      ...AwsSigv4Signer({
        region: options.region,
        service: 'es',
        getCredentials: defaultProvider(),
      }),
    });
  }
  const { username, password } = options;
  return new Client(
    username === undefined ? common : { ...common, auth: { username, password: password ?? '' } },
  );
}

export async function connect(options: OpenSearchOptions): Promise<Connection> {
  const client = await clientOf(options);
  return {
    async send({ method, path, query, body, lines, timeoutMs }) {
      try {
        const response: { readonly statusCode: number | null; readonly body: unknown } =
          await client.transport.request(
            {
              method,
              path,
              ...(query === undefined ? {} : { querystring: query }),
              ...(body === undefined ? {} : { body }),
              ...(lines === undefined ? {} : { bulkBody: lines }),
            },
            timeoutMs === undefined ? {} : { requestTimeout: timeoutMs },
          );
        return { status: response.statusCode ?? 0, body: response.body };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => client.close(),
  };
}

/**
 * The type of an error response, e.g. `index_not_found_exception`: a word of OpenSearch, never
 * content.
 */
export function errorType(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('error' in body)) return 'unknown';
  const { error } = body;
  if (
    typeof error !== 'object' ||
    error === null ||
    !('type' in error) ||
    typeof error.type !== 'string'
  )
    return 'unknown';
  return /^[a-z_]{1,80}$/.test(error.type) ? error.type : 'unknown';
}

const unavailable = (cause?: unknown): FaultError =>
  new FaultError(
    { kind: 'unavailable', says: 'The search side cannot be reached, or is too busy to respond' },
    { cause },
  );

function kindOf(status: number): FaultKind {
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  return status >= 400 && status < 500 ? 'invalid' : 'unavailable';
}

export function faultOf(response: EngineResponse): FaultError {
  const kind = kindOf(response.status);
  const says: Partial<Record<FaultKind, string>> = {
    forbidden: 'The search side refuses our credentials, or does not allow this',
    'not-found': 'There is no such index or alias',
    invalid: `The search side refuses the request (${errorType(response.body)})`,
    unavailable: 'The search side failed to respond',
  };
  return new FaultError({ kind, says: says[kind] ?? 'The search side refuses the request' });
}

/** Tries again while the failure is transient; then `unavailable`. */
export async function patiently<T>(policy: RetryPolicy, work: () => Promise<T>): Promise<T> {
  try {
    return await retry(policy, (error) => error instanceof TransientError, work);
  } catch (error) {
    throw error instanceof TransientError ? unavailable(error) : error;
  }
}

/**
 * One request, retried; any response but success, or a status that the caller allows, is a fault.
 */
export async function request(
  connection: Connection,
  policy: RetryPolicy,
  call: Request,
  allowed: readonly number[] = [],
): Promise<EngineResponse> {
  const response = await patiently(policy, () => connection.send(call));
  if (response.status < 400 || allowed.includes(response.status)) return response;
  throw faultOf(response);
}
