import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { FaultError } from '#lib/kernel/result.ts';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import {
  errorType,
  faultOf,
  isBlock,
  isTransientStatus,
  request,
  TransientError,
  understood,
  type Connection,
  type EngineResponse,
} from './client.ts';
import { writeAliasOf } from './swap.ts';
import type { BulkResult, BulkWrite } from '../port.ts';
import { sealedSays, sizeRefusal } from '../refusals.ts';

// Fifteen thousand characters short of 5 MB even when a quarter of the text is two bytes long.
const maxRequestChars = 4_000_000;

interface Pending {
  readonly at: number;
  readonly lines: string;
}

const Item = z.object({
  status: z.number(),
  error: z
    .object({
      type: z.string(),
      reason: z.string().nullish(),
      caused_by: z.object({ reason: z.string().nullish() }).optional(),
    })
    .optional(),
});
const BulkResponse = z.object({ items: z.array(z.record(z.string(), Item)) });
type Item = z.infer<typeof Item>;

function linesOf(write: BulkWrite, source: string): string {
  const action =
    write.op === 'create'
      ? { create: { _id: write.id } }
      : write.op === 'index'
        ? { index: { _id: write.id } }
        : {
            index: {
              _id: write.id,
              if_seq_no: write.version.seqNo,
              if_primary_term: write.version.primaryTerm,
            },
          };
  return `${JSON.stringify(action)}\n${source}\n`;
}

// Only where the engine's text names a field: elsewhere its brackets hold ids and values.
const fieldInReason = [
  /failed to parse field \[([A-Za-z_][\w.]{0,127})\] of type \[([a-z_]{1,40})\]/,
  /immense term in field="([A-Za-z_][\w.]{0,127})"/,
  /(?:object mapping for|mapper) \[([A-Za-z_][\w.]{0,127})\]/,
];

/**
 * Type and field of a refusal. The engine's own text quotes the value and the document's id, and
 * goes no further than here.
 */
export function reasonOf(error: Item['error']): string {
  const type = errorType({ error });
  const [, field, fieldType] =
    fieldInReason
      .map((pattern) => pattern.exec(error?.reason ?? ''))
      .find((match) => match !== null) ?? [];
  if (field === undefined) return `the index refuses the document (${type})`;
  return fieldType === undefined
    ? `the index refuses the field ${field} (${type})`
    : `the value of ${field} is no ${fieldType}`;
}

/** Null: worth another try. */
function resultOf(item: Item, index: string): BulkResult | null {
  const { status } = item;
  if (status < 300) return { verdict: 'written' };
  if (status === 409) return { verdict: 'stale' };
  const body = { error: item.error };
  if (isTransientStatus(status) && !isBlock(body)) return null;
  // 404: the index is gone. 403, 429: it is blocked for writes, which says nothing about the
  // document, nor does that it is closed. 5xx: the engine failed.
  const isOfIndex = isBlock(body) || errorType(body) === 'index_closed_exception';
  if (status === 404 || status === 403 || status >= 500 || isOfIndex)
    throw faultOf({ status, body }, index);
  return { verdict: 'rejected', reason: reasonOf(item.error) };
}

function* inRequests(pending: readonly Pending[]): Generator<readonly Pending[]> {
  let batch: Pending[] = [];
  let chars = 0;
  for (const item of pending) {
    if (batch.length > 0 && chars + item.lines.length > maxRequestChars) {
      yield batch;
      batch = [];
      chars = 0;
    }
    batch.push(item);
    chars += item.lines.length;
  }
  if (batch.length > 0) yield batch;
}

interface Target {
  readonly connection: Connection;
  readonly index: string;
  /** Learnt from its first refusal: engines before the parameter `require_alias`. */
  readonly engine: { canRequireAlias: boolean };
}

const isUnknownParameter = ({ status, body }: EngineResponse): boolean =>
  status === 400 &&
  errorType(body) === 'illegal_argument_exception' &&
  JSON.stringify(body).includes('unrecognized parameter: [require_alias]');

async function post({ connection, index, engine }: Target, lines: string): Promise<EngineResponse> {
  const alias = encodeURIComponent(writeAliasOf(index));
  const ofItems = ['status', 'error.type', 'error.reason', 'error.index'];
  const query = { filter_path: ['error', ...ofItems.map((one) => `items.*.${one}`)].join(',') };
  const bulk = { method: 'POST', path: `/${alias}/_bulk`, lines, timeoutMs: 120_000 } as const;
  if (engine.canRequireAlias) {
    const response = await connection.send({ ...bulk, query: { ...query, require_alias: true } });
    if (!isUnknownParameter(response)) return response;
    engine.canRequireAlias = false;
  }
  // Looked up just before: a write in the moment in which the alias goes would make an index of its
  // name, which no reader uses.
  const found = await connection.send({ method: 'HEAD', path: `/_alias/${alias}` });
  return found.status >= 400 ? found : connection.send({ ...bulk, query });
}

/** Sends once; returns what is to be sent again. */
async function send(
  target: Target,
  items: readonly Pending[],
  results: BulkResult[],
): Promise<readonly Pending[]> {
  const response = await post(target, items.map((item) => item.lines).join(''));
  if (response.status === 413) return tooLarge(target, items, results);
  if (response.status >= 400) throw faultOf(response, target.index);
  const { items: verdicts } = understood(BulkResponse, response.body);
  // Of nothing of it is known what became of it, which another try tells.
  if (verdicts.length !== items.length) throw new TransientError('an answer to something else');
  return items.filter((item, position) => {
    const [verdict] = Object.values(verdicts[position] ?? {});
    const found = verdict === undefined ? null : resultOf(verdict, target.index);
    if (found !== null) results[item.at] = found;
    return found === null;
  });
}

// A service in front of the engine allows less than we send: halves, down to the one document that
// is too large by itself.
async function tooLarge(
  target: Target,
  items: readonly Pending[],
  results: BulkResult[],
): Promise<readonly Pending[]> {
  const [only] = items;
  if (only !== undefined && items.length === 1) {
    results[only.at] = {
      verdict: 'rejected',
      reason: 'the document is larger than the engine takes',
    };
    return [];
  }
  const half = Math.ceil(items.length / 2);
  const first = await sendAll(target, items.slice(0, half), results);
  return [...first, ...(await sendAll(target, items.slice(half), results))];
}

async function sendAll(
  target: Target,
  items: readonly Pending[],
  results: BulkResult[],
): Promise<readonly Pending[]> {
  try {
    return await send(target, items, results);
  } catch (error) {
    // The whole request failed for a transient reason. What it had written is `stale` or written
    // again: both are harmless.
    if (error instanceof TransientError) return items;
    throw error;
  }
}

async function sendPatiently(
  target: Target,
  policy: RetryPolicy,
  items: readonly Pending[],
  results: BulkResult[],
): Promise<void> {
  let left = items;
  for (let attempt = 1; ; attempt++) {
    left = await sendAll(target, left, results);
    if (left.length === 0) return;
    if (attempt >= policy.attempts)
      throw new FaultError({
        kind: 'unavailable',
        says: 'The search side cannot be reached, or is too busy to take writes',
      });
    await delay(backOffMs(policy, attempt));
  }
}

/** The index is gone, or it is there and its write alias is not. */
async function refusalOf(
  connection: Connection,
  policy: RetryPolicy,
  index: string,
): Promise<FaultError> {
  const path = `/${encodeURIComponent(index)}`;
  const { status } = await request(connection, policy, { method: 'HEAD', path }, [404]);
  return status === 404
    ? new FaultError({ kind: 'not-found', says: `There is no index called ${index}` })
    : new FaultError({ kind: 'precondition', says: sealedSays(index) });
}

/**
 * Writes in requests of at most about 5 MB, one after the other; how many batches are in flight is
 * the caller's choice.
 */
export function bulkTo(
  connection: Connection,
  policy: RetryPolicy,
): (index: string, writes: readonly BulkWrite[]) => Promise<readonly BulkResult[]> {
  const engine = { canRequireAlias: true };
  return async (index, writes) => {
    const results: BulkResult[] = [];
    const pending: Pending[] = [];
    writes.forEach((write, at) => {
      const source = JSON.stringify(write.source);
      const reason = sizeRefusal(write.id, source);
      if (reason === null) pending.push({ at, lines: linesOf(write, source) });
      else results[at] = { verdict: 'rejected', reason };
    });
    try {
      for (const items of inRequests(pending))
        await sendPatiently({ connection, index, engine }, policy, items, results);
    } catch (error) {
      const isGone = error instanceof FaultError && error.fault.kind === 'not-found';
      throw isGone ? await refusalOf(connection, policy, index) : error;
    }
    return results;
  };
}
