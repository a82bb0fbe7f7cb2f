import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { FaultError } from '#lib/kernel/result.ts';
import { backOffMs, type RetryPolicy } from '#lib/kernel/retry.ts';
import {
  errorType,
  faultOf,
  isTransientStatus,
  request,
  TransientError,
  type Connection,
} from './client.ts';
import type { BulkResult, BulkWrite } from '../port.ts';
import { sizeRefusal } from '../refusals.ts';

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
function resultOf(item: Item): BulkResult | null {
  const { status } = item;
  if (status < 300) return { verdict: 'written' };
  if (status === 409) return { verdict: 'stale' };
  if (isTransientStatus(status)) return null;
  // 404: the index is gone. 403: it is blocked for writes, which says nothing about the document.
  // 5xx: the engine failed.
  if (status === 404 || status === 403 || status >= 500)
    throw faultOf({ status, body: { error: item.error } });
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

/** Sends once; returns what is to be sent again. */
async function send(
  connection: Connection,
  index: string,
  items: readonly Pending[],
  results: BulkResult[],
): Promise<readonly Pending[]> {
  const response = await connection.send({
    method: 'POST',
    path: `/${encodeURIComponent(index)}/_bulk`,
    query: { filter_path: 'items.*.status,items.*.error.type,items.*.error.reason' },
    lines: items.map((item) => item.lines).join(''),
    timeoutMs: 120_000,
  });
  if (response.status === 413) return tooLarge(connection, index, items, results);
  if (response.status >= 400) throw faultOf(response);
  const { items: verdicts } = BulkResponse.parse(response.body);
  if (verdicts.length !== items.length)
    throw new Error('The bulk response does not match the request');
  return items.filter((item, position) => {
    const [verdict] = Object.values(verdicts[position] ?? {});
    const found = verdict === undefined ? null : resultOf(verdict);
    if (found !== null) results[item.at] = found;
    return found === null;
  });
}

// A service in front of the engine allows less than we send: halves, down to the one document that
// is too large by itself.
async function tooLarge(
  connection: Connection,
  index: string,
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
  const first = await sendAll(connection, index, items.slice(0, half), results);
  return [...first, ...(await sendAll(connection, index, items.slice(half), results))];
}

async function sendAll(
  connection: Connection,
  index: string,
  items: readonly Pending[],
  results: BulkResult[],
): Promise<readonly Pending[]> {
  try {
    return await send(connection, index, items, results);
  } catch (error) {
    // The whole request failed for a transient reason. What it had written is `stale` or written
    // again: both are harmless.
    if (error instanceof TransientError) return items;
    throw error;
  }
}

async function sendPatiently(
  connection: Connection,
  policy: RetryPolicy,
  index: string,
  items: readonly Pending[],
  results: BulkResult[],
): Promise<void> {
  let left = items;
  for (let attempt = 1; ; attempt++) {
    left = await sendAll(connection, index, left, results);
    if (left.length === 0) return;
    if (attempt >= policy.attempts)
      throw new FaultError({
        kind: 'unavailable',
        says: 'The search side cannot be reached, or is too busy to take writes',
      });
    await delay(backOffMs(policy, attempt));
  }
}

/**
 * Writes in requests of at most about 5 MB, one after the other; how many batches are in flight is
 * the caller's choice.
 */
export function bulkTo(
  connection: Connection,
  policy: RetryPolicy,
): (index: string, writes: readonly BulkWrite[]) => Promise<readonly BulkResult[]> {
  return async (index, writes) => {
    // Without this a write to an index that is gone would make a new one, with guessed mappings.
    await request(connection, policy, {
      method: 'HEAD',
      path: `/${encodeURIComponent(index)}`,
    }).catch((error: unknown) => {
      throw error instanceof FaultError && error.fault.kind === 'not-found'
        ? new FaultError({ kind: 'not-found', says: `There is no index called ${index}` })
        : error;
    });
    const results: BulkResult[] = [];
    const pending: Pending[] = [];
    writes.forEach((write, at) => {
      const source = JSON.stringify(write.source);
      const reason = sizeRefusal(write.id, source);
      if (reason === null) pending.push({ at, lines: linesOf(write, source) });
      else results[at] = { verdict: 'rejected', reason };
    });
    for (const items of inRequests(pending))
      await sendPatiently(connection, policy, index, items, results);
    return results;
  };
}
