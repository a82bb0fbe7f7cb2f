import { z } from 'zod';
import { done, FaultError, type Result } from '#lib/kernel/result.ts';
import type { RetryPolicy } from '#lib/kernel/retry.ts';
import { all, and, range, type Condition, type Scalar } from '../conditions.ts';
import { conditionToDsl, type Dsl } from './conditions.ts';
import { checkExact, mappingOf } from '../fields.ts';
import {
  faultOf,
  request,
  throwIfPartial,
  TransientError,
  understood,
  type EngineResponse,
  type Connection,
} from './client.ts';
import type { Known, Mappings } from './mappings.ts';
import type { Document, Found, ScanOptions, Search } from '../port.ts';

export interface EngineContext {
  readonly connection: Connection;
  readonly policy: RetryPolicy;
  readonly mappings: Mappings;
}

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null;
const Source = z.custom<Document>(isDocument);

const at = (target: string, action: string): string => `/${encodeURIComponent(target)}/${action}`;

export function unknownTarget(target: string): FaultError {
  return new FaultError({ kind: 'not-found', says: `There is no index or alias called ${target}` });
}

async function callTarget(
  context: EngineContext,
  target: string,
  action: string,
  body: object,
  query?: Readonly<Record<string, string | number>>,
): Promise<unknown> {
  const call = {
    method: 'POST',
    path: at(target, action),
    body,
    ...(query === undefined ? {} : { query }),
  } as const;
  const response = await request(context.connection, context.policy, call, [404]);
  if (response.status === 404) throw unknownTarget(target);
  throwIfPartial(response.body, target);
  return response.body;
}

async function mappingOfTarget(context: EngineContext, target: string): Promise<Known> {
  try {
    return await context.mappings.of(target);
  } catch (error) {
    throw error instanceof FaultError && error.fault.kind === 'not-found'
      ? unknownTarget(target)
      : error;
  }
}

async function queryOf(
  context: EngineContext,
  target: string,
  condition: Condition | undefined,
): Promise<Dsl> {
  if (condition === undefined || condition.is === 'all') return { match_all: {} };
  return conditionToDsl(condition, (await mappingOfTarget(context, target)).fields);
}

const CountResponse = z.object({ count: z.number() });

export function countIn(context: EngineContext): Search['count'] {
  return async (target, condition) =>
    understood(
      CountResponse,
      await callTarget(context, target, '_count', {
        query: await queryOf(context, target, condition),
      }),
    ).count;
}

const CountsResponse = z.object({
  responses: z.array(
    z.looseObject({
      status: z.number().optional(),
      hits: z.object({ total: z.object({ value: z.number() }) }).optional(),
      error: z.object({ type: z.string() }).optional(),
    }),
  ),
});
type Counted = z.infer<typeof CountsResponse>['responses'][number];

function countedOf(target: string, counted: Counted | undefined): Result<number> {
  try {
    if (counted?.error?.type === 'index_not_found_exception') throw unknownTarget(target);
    if (counted?.hits === undefined)
      throw faultOf({ status: counted?.status ?? 503, body: { error: counted?.error } }, target);
    throwIfPartial(counted, target);
    return done(counted.hits.total.value);
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault };
    throw error;
  }
}

const countedFields = [
  'status',
  'hits.total',
  '_shards.failed',
  'timed_out',
  'error.type',
  'error.reason',
];

async function searchAll(
  { connection, policy }: EngineContext,
  searches: readonly string[],
): Promise<readonly Counted[]> {
  if (searches.length === 0) return [];
  const { body } = await request(connection, policy, {
    method: 'POST',
    path: '/_msearch',
    query: { filter_path: countedFields.map((field) => `responses.${field}`).join() },
    lines: searches.join(''),
  });
  return understood(CountsResponse, body).responses;
}

// Counts that are compared come from the same copy of a shard: copies refresh apart.
const preference = 'counts';

/** By `_msearch`. */
export function countsIn(context: EngineContext): Search['counts'] {
  return async (questions) => {
    const asked = await Promise.all(
      questions.map(async ({ target, condition }) => {
        try {
          return { target, query: await queryOf(context, target, condition), fault: null };
        } catch (error) {
          if (!(error instanceof FaultError)) throw error;
          return { target, query: null, fault: error.fault };
        }
      }),
    );
    const lines = asked.flatMap(({ target, query }) =>
      query === null
        ? []
        : [
            `${JSON.stringify({ index: target, preference })}\n` +
              `${JSON.stringify({ size: 0, track_total_hits: true, query })}\n`,
          ],
    );
    const responses = (await searchAll(context, lines)).values();
    return asked.map(({ target, fault }) =>
      fault === null ? countedOf(target, responses.next().value) : { ok: false, fault },
    );
  };
}

const GetResponse = z.object({
  docs: z.array(
    z.object({
      _id: z.string(),
      found: z.boolean().optional(),
      _seq_no: z.number().optional(),
      _primary_term: z.number().optional(),
      _source: Source.optional(),
      error: z.object({ type: z.string() }).optional(),
    }),
  ),
});

export function getFrom(context: EngineContext): Search['get'] {
  return async (index, ids) => {
    if (ids.length === 0) return [];
    const { docs } = understood(GetResponse, await callTarget(context, index, '_mget', { ids }));
    return docs.flatMap((doc): Found[] => {
      if (doc.error !== undefined)
        throw doc.error.type === 'index_not_found_exception'
          ? unknownTarget(index)
          : faultOf({ status: 503, body: null }, index);
      const { _seq_no: seqNo, _primary_term: primaryTerm, _source: source } = doc;
      if (
        doc.found !== true ||
        source === undefined ||
        seqNo === undefined ||
        primaryTerm === undefined
      )
        return [];
      return [{ id: doc._id, source, version: { seqNo, primaryTerm } }];
    });
  };
}

const ScanResponse = z.object({
  _scroll_id: z.string(),
  hits: z.object({
    hits: z.array(
      z.object({
        _id: z.string(),
        _source: Source.optional(),
        sort: z.array(z.union([z.string(), z.number(), z.null()])).optional(),
      }),
    ),
  }),
});
type ScanResponse = z.infer<typeof ScanResponse>;

// Between two pages the caller writes a batch, and may be made to wait.
const keepAlive = '5m';

interface Sorting {
  readonly sort: readonly unknown[];
  /** Null: no order to go on from. */
  readonly key: string | null;
}

async function sortingOf(
  context: EngineContext,
  target: string,
  order: ScanOptions['order'],
): Promise<Sorting> {
  if (order === 'any') return { sort: ['_doc'], key: null };
  const { fields, keyField } = await mappingOfTarget(context, target);
  if (keyField === null)
    throw new FaultError({
      kind: 'invalid',
      says: `${target} has no key field to be read in order of`,
    });
  const mapping = mappingOf(fields, keyField);
  checkExact(mapping, keyField);
  return {
    sort: [
      {
        [mapping?.type === 'text' ? `${keyField}.keyword` : keyField]: {
          order: 'asc',
          missing: '_first',
          unmapped_type: 'keyword',
        },
      },
    ],
    key: keyField,
  };
}

// A sorted view is sorted anew for every page, so its pages are few and large; neither is more than
// a few megabytes of our documents.
const sortedPage = 5_000;
const unsortedPage = 2_000;

async function firstPage(
  context: EngineContext,
  target: string,
  condition: Condition,
  sorting: Sorting,
  options: ScanOptions,
): Promise<ScanResponse> {
  const body = {
    size: options.size ?? (sorting.key === null ? unsortedPage : sortedPage),
    query: await queryOf(context, target, condition),
    sort: sorting.sort,
    ...(options.fields === undefined ? {} : { _source: options.fields }),
  };
  return understood(
    ScanResponse,
    await callTarget(context, target, '_search', body, { scroll: keepAlive }),
  );
}

/** Null: the view is lost, or may have moved on unseen; reading it again could skip a page. */
async function nextPage(connection: Connection, scrollId: string): Promise<ScanResponse | null> {
  let response: EngineResponse;
  try {
    response = await connection.send({
      method: 'POST',
      path: '/_search/scroll',
      body: { scroll: keepAlive, scroll_id: scrollId },
    });
  } catch (error) {
    if (error instanceof TransientError) return null;
    throw error;
  }
  if (response.status === 404) return null;
  if (response.status >= 400) throw faultOf(response);
  throwIfPartial(response.body);
  return understood(ScanResponse, response.body);
}

async function closeView(connection: Connection, scrollId: string): Promise<void> {
  // It ends by itself after its time.
  await connection
    .send({ method: 'DELETE', path: '/_search/scroll', body: { scroll_id: scrollId } })
    .catch(() => undefined);
}

/**
 * One view of the index (scroll: the only kind that 1.3 has too). A view that is lost in the middle
 * is replaced by one that begins after the last key; without an order there is nothing to begin
 * after, and the scan fails.
 */
export function scanIn(context: EngineContext): Search['scan'] {
  return async function* scan(target: string, options: ScanOptions = {}) {
    const { connection } = context;
    const condition = options.condition ?? all;
    const sorting = await sortingOf(context, target, options.order);
    let page = await firstPage(context, target, condition, sorting, options);
    try {
      for (;;) {
        const { hits } = page.hits;
        if (hits.length === 0) return;
        const lastKey = hits.at(-1)?.sort?.[0];
        yield hits.map((hit) => ({ id: hit._id, source: hit._source ?? {} }));
        const next = await nextPage(connection, page._scroll_id);
        if (next === null && (sorting.key === null || typeof lastKey !== 'string'))
          throw faultOf({ status: 503, body: null });
        page =
          next ??
          (await firstPage(
            context,
            target,
            and(condition, range(sorting.key ?? '', { gt: lastKey ?? '' })),
            sorting,
            options,
          ));
      }
    } finally {
      await closeView(connection, page._scroll_id);
    }
  };
}

const GroupResponse = z.object({
  aggregations: z.object({
    values: z.object({
      buckets: z.array(
        z.object({
          key: z.union([z.string(), z.number()]),
          key_as_string: z.string().optional(),
          doc_count: z.number(),
        }),
      ),
    }),
  }),
});

export function groupIn(context: EngineContext): Search['group'] {
  return async (target, field, options) => {
    const { fields } = await mappingOfTarget(context, target);
    const mapping = mappingOf(fields, field);
    checkExact(mapping, field);
    const body = {
      size: 0,
      query: await queryOf(context, target, options.condition),
      aggs: {
        values: {
          terms: {
            field: mapping === null || mapping.type === 'text' ? `${field}.keyword` : field,
            size: options.limit,
          },
        },
      },
    };
    const { buckets } = understood(
      GroupResponse,
      await callTarget(context, target, '_search', body),
    ).aggregations.values;
    return buckets.map((bucket) => ({
      value: valueOf(mapping?.type, bucket),
      count: bucket.doc_count,
    }));
  };
}

function valueOf(
  type: string | undefined,
  bucket: { readonly key: string | number; readonly key_as_string?: string | undefined },
): Scalar {
  if (type === 'boolean') return bucket.key_as_string === 'true';
  return type === 'date' ? (bucket.key_as_string ?? bucket.key) : bucket.key;
}
