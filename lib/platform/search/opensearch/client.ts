import type { ClientRequest } from 'node:http';
import { Client, Connection as Socket, errors } from '@opensearch-project/opensearch';
import { z } from 'zod';
import { FaultError, ofOwnAccount, type FaultKind } from '#lib/kernel/result.ts';
import { retry, type RetryPolicy } from '#lib/kernel/retry.ts';
import { refusedByBlock } from '../refusals.ts';

export interface OpenSearchOptions {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  /** `sigv4` signs with the credentials that the AWS SDK finds; `region` is needed then. */
  readonly auth?: 'basic' | 'sigv4';
  readonly region?: string;
  /** How long copies of an index on other nodes are waited for; two minutes when absent. */
  readonly copiesWithinMs?: number;
  /** Bytes after which an answer is read no further; 64 MB when absent. */
  readonly mostAnswerBytes?: number;
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

  /** `code`: what the machine calls it, `ECONNREFUSED`. */
  constructor(
    message: string,
    readonly code: string | null = null,
  ) {
    super(message);
  }
}

export const defaultRetries = {
  reads: { attempts: 5, firstDelayMs: 100, maxDelayMs: 1_000 },
  writes: { attempts: 10, firstDelayMs: 200, maxDelayMs: 8_000 },
} as const;

const transientStatus: ReadonlySet<number> = new Set([429, 502, 503, 504]);
export const isTransientStatus = (status: number): boolean => transientStatus.has(status);

// The driver's errors hold the whole request; they are never passed on, not even as a cause.
function outcomeOf(error: unknown, answered: number | null): EngineResponse {
  if (error instanceof errors.ResponseError) {
    const status = error.statusCode ?? 0;
    // 429 with a block is a full disk, which no further try empties.
    const isForNow = isTransientStatus(status) && !(status === 429 && isBlock(error.body));
    if (isForNow) throw new TransientError(`status ${String(status)}`);
    return { status, body: error.body };
  }
  // It answered, in a body that is not what its label says: JSON that is a page, a broken gzip.
  if (answered !== null && answered >= 400 && !isTransientStatus(answered))
    return { status: answered, body: null };
  if (answered !== null) throw new TransientError('an answer that cannot be read');
  if (error instanceof errors.OpenSearchClientError)
    throw new TransientError(error.name, codes.get(error));
  throw error;
}

/** A gateway on the way answers with a page, or leads to one, before the engine is asked. */
function answerOf(
  { method }: Request,
  { statusCode, body }: { readonly statusCode?: number | null; readonly body?: unknown },
): EngineResponse {
  const status = statusCode ?? 0;
  const isOfEngine = method === 'HEAD' || (typeof body === 'object' && body !== null);
  const isElsewhere = status >= 300 && status < 400;
  if (isElsewhere || !isOfEngine) throw new TransientError('an answer that cannot be read');
  return { status, body };
}

// Far above a page of a thousand documents. The driver's own limit goes by what a header says.
const mostAnswerBytes = 64 * 1024 * 1024;

/** What the machine calls what the driver tells in words alone. */
const codes = new WeakMap<Error, string>();

/** Reads no answer further than so many bytes: one without an end would take all memory. */
function withLimit(Base: typeof Socket, bytes: number): typeof Socket {
  return class extends Base {
    override request(...[params, callback]: Parameters<Socket['request']>): ClientRequest {
      let code: string | null = null;
      const request = super.request(params, (error, response) => {
        if (error !== null && code !== null) codes.set(error, code);
        let read = 0;
        response?.on('data', (chunk: Buffer | string) => {
          read += Buffer.byteLength(chunk);
          if (read > bytes) response.destroy();
        });
        callback(error, response);
      });
      // Before the driver knows of it; where it sends nothing, it gives none.
      if ('prependOnceListener' in request)
        request.prependOnceListener('error', (error: NodeJS.ErrnoException) => {
          code = error.code ?? null;
        });
      return request;
    }
  };
}

async function clientOf(options: OpenSearchOptions): Promise<Client> {
  const limit = options.mostAnswerBytes ?? mostAnswerBytes;
  const common = {
    node: options.url,
    // Retrying is ours: the driver's own does not cover a response 429 and knows no jitter.
    maxRetries: 0,
    requestTimeout: 30_000,
    Connection: withLimit(Socket, limit),
  };
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
    const signer = AwsSigv4Signer({
      region: options.region,
      service: 'es',
      getCredentials: defaultProvider(),
    });
    return new Client({
      ...common,
      ...signer,
      Connection: withLimit(signer.Connection, limit),
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
    send(asked) {
      const { method, path, query, body, lines, timeoutMs } = asked;
      const call = {
        method,
        path,
        ...(query === undefined ? {} : { querystring: query }),
        ...(body === undefined ? {} : { body }),
        ...(lines === undefined ? {} : { bulkBody: lines }),
      };
      const options = timeoutMs === undefined ? {} : { requestTimeout: timeoutMs };
      // Only a callback is told the status of an answer that cannot be read.
      return new Promise((resolve, reject) => {
        client.transport.request(call, options, (error: unknown, response) => {
          const answer: { readonly statusCode?: number | null; readonly body?: unknown } = response;
          try {
            const status = answer.statusCode ?? null;
            resolve(error === null ? answerOf(asked, answer) : outcomeOf(error, status));
          } catch (failure) {
            reject(failure instanceof Error ? failure : new Error('a request failed'));
          }
        });
      });
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

// What an index may be called; nothing else of a refusal's text is shown.
const indexName = z.string().regex(/^[a-z0-9][\w.+-]{0,254}$/);
const Named = z.object({
  error: z.object({
    index: indexName.optional().catch(undefined),
    'resource.id': indexName.optional().catch(undefined),
    reason: z.string().optional().catch(undefined),
  }),
});

/** The index that a refusal names; null where it names none. */
function indexIn(body: unknown): string | null {
  const { error } = Named.safeParse(body).data ?? {};
  const [, blocked] = /^index \[([^\]]+)\] blocked/.exec(error?.reason ?? '') ?? [];
  const named = error?.index ?? error?.['resource.id'] ?? blocked;
  return indexName.safeParse(named).data ?? null;
}

/** The suffix of the alias that only writers use (`writeAliasOf`). */
export const writeSuffix = '_console_write';

/** What a request is about, by its path; null where that is not one index or alias. */
function targetIn(path: string): string | null {
  const [, first = ''] = path.split('/', 2);
  const name = indexName.safeParse(decodeURIComponent(first)).data ?? null;
  return name?.endsWith(writeSuffix) === true ? name.slice(0, -writeSuffix.length) : name;
}

/** What the engine answered, in the form that is documented. Faults: `unavailable`. */
export function understood<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new FaultError(
    { kind: 'unavailable', says: 'The search side answers in a form that is not known here' },
    { cause: parsed.error },
  );
}

/** Of every answer that was put together from several shards. */
export const Shards = z.object({
  failed: z.number(),
  failures: z.array(z.object({ index: indexName.optional().catch(undefined) })).optional(),
});
const PartialAnswer = z.object({
  _shards: Shards.optional(),
  timed_out: z.boolean().optional(),
});

/** What only part of an index answered is not known. */
export function throwIfPartial(body: unknown, target?: string): void {
  const { _shards: shards, timed_out: isCutShort } = understood(PartialAnswer, body);
  if ((shards?.failed ?? 0) > 0 || isCutShort === true)
    throw new FaultError({
      kind: 'unavailable',
      says:
        `Only part of ${shards?.failures?.[0]?.index ?? target ?? 'what was asked'} answers: not ` +
        'all of its shards can be read',
    });
}

// Numbers of the engine's own blocks (`ClusterBlock`): no space left, set when the disk is full.
const diskBlocks: ReadonlySet<string> = new Set(['12', '13']);
// Set while an index is closed: what goes to it by an alias, or changes it, is blocked.
const closedBlock = '4';
// Set by OpenSearch from 2.4 on when every disk is above the high watermark, or by an operator.
const createBlock = '10';

const blockTypes: ReadonlySet<string> = new Set([
  'cluster_block_exception',
  'index_create_block_exception',
]);
export const isBlock = (body: unknown): boolean => blockTypes.has(errorType(body));

/** For programs, never for people: it may quote anything. */
const reasonOf = (body: unknown): string => ErrorReason.safeParse(body).data?.error.reason ?? '';
const ErrorReason = z.object({ error: z.object({ reason: z.string() }) });

/** The numbers of the blocks that a refusal names: `[TOO_MANY_REQUESTS/12/disk usage …]`. */
function blocksOf(body: unknown): string[] {
  return [...reasonOf(body).matchAll(/\[[A-Z_]{1,40}\/(\d{1,3})\//g)].flatMap(([, id]) => id ?? []);
}

const Reasoned = z.object({ error: z.object({ reason: z.string() }) });

/** Of engines from 1.3 on; it names no index. */
const isOutOfShards = (body: unknown): boolean =>
  errorType(body) === 'validation_exception' &&
  Reasoned.safeParse(body).data?.error.reason.includes('maximum shards open') === true;

/** What the engine refuses because of the state of an index, not because of who asks. */
function stateFault(body: unknown, subject: string | null): FaultError | null {
  if (isOutOfShards(body))
    return new FaultError({
      kind: 'precondition',
      says:
        'The search engine makes no new index: it has as many shards as its setting ' +
        'cluster.max_shards_per_node allows. Take away indexes that nobody needs, or raise it',
    });
  const blocks = isBlock(body) ? blocksOf(body) : [];
  if (errorType(body) === 'index_closed_exception' || blocks.includes(closedBlock))
    return new FaultError({
      kind: 'precondition',
      says:
        `${subject ?? 'An index'} is closed: it takes no writes and answers no search until ` +
        'whoever runs the search engine opens it again',
    });
  if (!isBlock(body)) return null;
  if (blocks.includes(createBlock))
    return new FaultError({
      kind: 'unavailable',
      says:
        'The search engine makes no new index: its disk is nearly full, or its setting ' +
        'cluster.blocks.create_index forbids it',
      detail: refusedByBlock,
    });
  return blocks.some((id) => diskBlocks.has(id))
    ? new FaultError({
        kind: 'unavailable',
        says: 'The disk of the search engine is full: it takes no writes until space is freed',
        detail: refusedByBlock,
      })
    : new FaultError({
        kind: 'precondition',
        says:
          `The search engine takes no writes: ${subject ?? 'the index'}, or all of it, is set to ` +
          'read-only',
        detail: refusedByBlock,
      });
}

function kindOf(status: number): FaultKind {
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  return status >= 400 && status < 500 ? 'invalid' : 'unavailable';
}

/** `target`: what was requested, for where the refusal does not name what it is about. */
export function faultOf(response: EngineResponse, target: string | null = null): FaultError {
  const subject = indexIn(response.body) ?? target;
  const ofState = stateFault(response.body, subject);
  if (ofState !== null) return ofState;
  const kind = kindOf(response.status);
  const about = subject === null ? '' : ` for ${subject}`;
  const says: Partial<Record<FaultKind, string>> = {
    forbidden: `The search side refuses our credentials, or does not allow this${about}`,
    'not-found': `There is no index or alias called ${subject ?? 'that'}`,
    invalid: `The search side refuses the request${about} (${errorType(response.body)})`,
    unavailable: `The search side failed to respond${about}`,
  };
  return new FaultError({
    kind,
    says: says[kind] ?? 'The search side refuses the request',
    ...(kind === 'forbidden' && { detail: ofOwnAccount }),
  });
}

/** Tries again while the failure is transient; then `unavailable`. */
export async function patiently<T>(policy: RetryPolicy, work: () => Promise<T>): Promise<T> {
  try {
    return await retry(policy, (error) => error instanceof TransientError, work);
  } catch (error) {
    throw error instanceof TransientError ? unavailable(error) : error;
  }
}

/** One try of a request, within `patiently`; what the answer is otherwise, as with `request`. */
export async function requestOnce(
  connection: Connection,
  call: Request,
  allowed: readonly number[] = [],
): Promise<EngineResponse> {
  const response = await connection.send(call);
  if (response.status < 400 || allowed.includes(response.status)) return response;
  throw faultOf(response, targetIn(call.path));
}

/**
 * One request, retried; any response but success, or a status that the caller allows, is a fault.
 */
export function request(
  connection: Connection,
  policy: RetryPolicy,
  call: Request,
  allowed: readonly number[] = [],
): Promise<EngineResponse> {
  return patiently(policy, () => requestOnce(connection, call, allowed));
}
