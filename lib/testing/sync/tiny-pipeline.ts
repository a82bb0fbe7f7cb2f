/**
 * The smallest pipeline that has every kind of stage; it shows that the engine and the pages know
 * no stage by name.
 */
import { missing, not } from '#lib/platform/search/conditions.ts';
import type { Document } from '#lib/platform/search/port.ts';
import type {
  DataStage,
  DerivedStage,
  Extracted,
  Merged,
  Pipeline,
  Reading,
} from '#lib/sync/pipeline.ts';

export interface Pebble {
  readonly id: string;
  readonly colour: string;
  /** The index wants a whole number; anything else it refuses. */
  readonly weight?: number | string;
}

const exchange = 'tiny.exchange';

function readPebble(body: string): Reading {
  try {
    const value: unknown = JSON.parse(body);
    if (value === 'the end') return { kind: 'end' };
    if (typeof value !== 'object' || value === null || !('id' in value) || !('colour' in value))
      return { kind: 'unreadable', reason: 'Not a pebble' };
    const { id, colour } = value;
    if (typeof id !== 'string') return { kind: 'unreadable', reason: 'A pebble without an id' };
    if (colour === 'none')
      return {
        kind: 'records',
        records: [{ kind: 'quarantine', reason: 'Colourless', reference: id }],
      };
    const weight =
      'weight' in value && (typeof value.weight === 'number' || typeof value.weight === 'string')
        ? { weight: value.weight }
        : {};
    const part: Document = { key: id, colour: String(colour), ...weight };
    return { kind: 'records', records: [{ kind: 'write', id, part, reference: id }] };
  } catch {
    return { kind: 'unreadable', reason: 'Not JSON' };
  }
}

/** The smaller colour wins; another colour for the same pebble is a conflict. */
function mergePebbles(existing: Document | null, part: Document): Merged {
  const before = existing?.['colour'];
  const colour = part['colour'];
  if (
    existing === null ||
    typeof before !== 'string' ||
    typeof colour !== 'string' ||
    before === colour
  )
    return { document: part, conflict: null };
  return { document: before < colour ? existing : part, conflict: 'Two colours' };
}

export interface TinyOptions {
  readonly pebbles: () => AsyncIterable<Pebble> | Iterable<Pebble>;
  /** Kept back by our own participant. */
  readonly withheld?: readonly string[];
  readonly channel?: 'amqp' | 'sqs';
  /** Absent: the source cannot count. */
  readonly countSource?: NonNullable<DataStage['countSource']>;
}

export function tinyPipeline(options: TinyOptions): Pipeline {
  const pebbles: DataStage = {
    kind: 'data',
    name: 'pebbles',
    title: 'Pebbles',
    participant: 'quarry',
    start: { route: { exchange, key: 'tiny.start', queues: ['tiny.start'] }, body: '"dig"' },
    data: {
      channel: options.channel ?? 'amqp',
      route: { exchange, key: 'tiny.data', queues: ['tiny.data'] },
    },
    endBody: '"the end"',
    target: 'pebbles',
    async *extract(): AsyncGenerator<Extracted> {
      for await (const pebble of options.pebbles())
        yield {
          kind: 'send',
          body: JSON.stringify(pebble),
          reference: pebble.id,
          ...(pebble.colour === 'unknown' ? { notes: ['Its colour is not known'] } : {}),
        };
      for (const reference of options.withheld ?? [])
        yield { kind: 'withhold', reason: 'Too heavy', reference };
    },
    ...(options.countSource === undefined ? {} : { countSource: options.countSource }),
    read: readPebble,
    merge: mergePebbles,
    hasPart: not(missing('colour')),
  };
  const reds: DerivedStage = {
    kind: 'derived',
    name: 'reds',
    title: 'Red ones',
    command: { route: { exchange, key: 'tiny.rebuild', queues: ['tiny.rebuild'] }, body: '"sort"' },
    source: 'pebbles',
    derivations: [
      {
        participant: 'sorter',
        queue: 'tiny.rebuild',
        targets: ['reds'],
        expected: (search, _sources, source) =>
          search.count(source, { is: 'equals', field: 'colour', value: 'red' }),
        async *derive(search, _sources, source) {
          for await (const page of search.scan(source, {
            condition: { is: 'equals', field: 'colour', value: 'red' },
          })) {
            yield page.map(({ id, source: document }) => ({
              target: 'reds',
              id,
              source: document,
            }));
          }
        },
      },
    ],
  };
  const fields = {
    key: { type: 'keyword' },
    colour: { type: 'keyword' },
    weight: { type: 'long' },
  } as const;
  return {
    name: 'tiny',
    version: 1,
    title: 'Pebbles, then the red ones',
    indexes: [
      { base: 'pebbles', fields, keyField: 'key' },
      { base: 'reds', fields, keyField: 'key' },
    ],
    pages: [],
    aliases: [
      { name: 'pebbles', target: 'pebbles', filter: null },
      { name: 'reds', target: 'reds', filter: null },
      {
        name: 'blue_pebbles',
        target: 'pebbles',
        filter: { is: 'equals', field: 'colour', value: 'blue' },
      },
    ],
    stages: [
      { kind: 'prepare', name: 'prepare', title: 'Prepare' },
      pebbles,
      reds,
      { kind: 'swap', name: 'swap', title: 'Swap' },
    ],
  };
}
