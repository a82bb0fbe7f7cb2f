import { z } from 'zod';
import { FaultError } from '#lib/kernel/result.ts';
import type { RetryPolicy } from '#lib/kernel/retry.ts';
import { all, and, range, type Condition, type Scalar } from '../conditions.ts';
import { conditionToDsl, type Dsl } from './conditions.ts';
import { checkExact, mappingOf } from '../fields.ts';
import {
  faultOf,
  request,
  TransientError,
  type EngineResponse,
  type Connection,
} from './client.ts';
import type { Known, Mappings } from './mappings.ts';
import type { Document, Found, ScanOptions, Search } from '../port.ts';

export interface Asking {
  readonly connection: Connection;
  readonly policy: RetryPolicy;
  readonly mappings: Mappings;
}

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null;
const Source = z.custom<Document>(isDocument);

const at = (target: string, action: string): string => `/${encodeURIComponent(target)}/${action}`;

function unknownTarget(target: string): FaultError {
  return new FaultError({ kind: 'not-found', says: `There is no index or alias called ${target}` });
}

async function ask(
  asking: Asking,
  target: string,
  action: string,
  body: object,
  query?: Readonly<Record<string, string | number>>,
): Promise<unknown> {
  const asked = {
    method: 'POST',
    path: at(target, action),
    body,
    ...(query === undefined ? {} : { query }),
  } as const;
  const answer = await request(asking.connection, asking.policy, asked, [404]);
  if (answer.status === 404) throw unknownTarget(target);
  return answer.body;
}

async function knownOf(asking: Asking, target: string): Promise<Known> {
  try {
    return await asking.mappings.of(target);
  } catch (error) {
    throw error instanceof FaultError && error.fault.kind === 'not-found'
      ? unknownTarget(target)
      : error;
  }
}

async function queryOf(
  asking: Asking,
  target: string,
  condition: Condition | undefined,
): Promise<Dsl> {
  if (condition === undefined || condition.is === 'all') return { match_all: {} };
  return conditionToDsl(condition, (await knownOf(asking, target)).fields);
}

const CountResponse = z.object({ count: z.number() });

export function countIn(asking: Asking): Search['count'] {
  return async (target, condition) =>
    CountResponse.parse(
      await ask(asking, target, '_count', { query: await queryOf(asking, target, condition) }),
    ).count;
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

export function getFrom(asking: Asking): Search['get'] {
  return async (index, ids) => {
    if (ids.length === 0) return [];
    const { docs } = GetResponse.parse(await ask(asking, index, '_mget', { ids }));
    return docs.flatMap((doc): Found[] => {
      if (doc.error !== undefined)
        throw doc.error.type === 'index_not_found_exception'
          ? unknownTarget(index)
          : faultOf({ status: 503, body: null });
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
  asking: Asking,
  target: string,
  order: ScanOptions['order'],
): Promise<Sorting> {
  if (order === 'any') return { sort: ['_doc'], key: null };
  const { fields, keyField } = await knownOf(asking, target);
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
  asking: Asking,
  target: string,
  condition: Condition,
  sorting: Sorting,
  options: ScanOptions,
): Promise<ScanResponse> {
  const body = {
    size: options.size ?? (sorting.key === null ? unsortedPage : sortedPage),
    query: await queryOf(asking, target, condition),
    sort: sorting.sort,
    ...(options.fields === undefined ? {} : { _source: options.fields }),
  };
  return ScanResponse.parse(await ask(asking, target, '_search', body, { scroll: keepAlive }));
}

/** Null: the view is lost, or may have moved on unseen; asking it again could skip a page. */
async function nextPage(connection: Connection, scrollId: string): Promise<ScanResponse | null> {
  let answer: EngineResponse;
  try {
    answer = await connection.ask({
      method: 'POST',
      path: '/_search/scroll',
      body: { scroll: keepAlive, scroll_id: scrollId },
    });
  } catch (error) {
    if (error instanceof TransientError) return null;
    throw error;
  }
  if (answer.status === 404) return null;
  if (answer.status >= 400) throw faultOf(answer);
  return ScanResponse.parse(answer.body);
}

async function closeView(connection: Connection, scrollId: string): Promise<void> {
  // It ends by itself after its time.
  await connection
    .ask({ method: 'DELETE', path: '/_search/scroll', body: { scroll_id: scrollId } })
    .catch(() => undefined);
}

/**
 * One view of the index (scroll: the only kind that 1.3 has too). A view that is lost in the middle
 * is replaced by one that begins after the last key; without an order there is nothing to begin
 * after, and the scan fails.
 */
export function scanIn(asking: Asking): Search['scan'] {
  return async function* scan(target: string, options: ScanOptions = {}) {
    const { connection } = asking;
    const condition = options.condition ?? all;
    const sorting = await sortingOf(asking, target, options.order);
    let page = await firstPage(asking, target, condition, sorting, options);
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
            asking,
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

export function groupIn(asking: Asking): Search['group'] {
  return async (target, field, options) => {
    const { fields } = await knownOf(asking, target);
    const mapping = mappingOf(fields, field);
    checkExact(mapping, field);
    const body = {
      size: 0,
      query: await queryOf(asking, target, options.condition),
      aggs: {
        values: {
          terms: {
            field: mapping === null || mapping.type === 'text' ? `${field}.keyword` : field,
            size: options.limit,
          },
        },
      },
    };
    const { buckets } = GroupResponse.parse(await ask(asking, target, '_search', body)).aggregations
      .values;
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
