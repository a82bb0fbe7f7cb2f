import { z } from 'zod';
import { FaultError } from '#lib/kernel/result.ts';
import type { IndexBlock, IndexDescription, IndexSettings, MappedField } from '../engine-health.ts';
import { request, understood } from './client.ts';
import { inOneAddress } from './addresses.ts';
import { IndexMappings } from './fields.ts';
import { isLasting, knownFrom } from './mappings.ts';
import { unknownTarget, type EngineContext } from './read.ts';

/** With `flat_settings` a setting is one text under its whole name. */
export const FlatSettings = z.record(z.string(), z.unknown());
type FlatSettings = z.infer<typeof FlatSettings>;

const blockOf: Readonly<Record<string, IndexBlock>> = {
  'index.blocks.read_only_allow_delete': 'all-but-delete',
  'index.blocks.read_only': 'read-only',
  'index.blocks.write': 'writes',
  'index.blocks.read': 'reads',
  'index.blocks.metadata': 'metadata',
};

export const blocksIn = (settings: FlatSettings): IndexBlock[] =>
  Object.entries(blockOf).flatMap(([name, block]) => (settings[name] === 'true' ? [block] : []));

const Described = z.record(
  z.string(),
  z.object({
    aliases: z.record(z.string(), z.unknown()).optional(),
    mappings: IndexMappings.optional(),
    settings: FlatSettings.optional(),
  }),
);

interface Mapped {
  readonly fields: Record<string, MappedField>;
  count: number;
}

function collect(
  properties: NonNullable<IndexMappings['properties']>,
  prefix: string,
  into: Mapped,
): void {
  for (const [name, property] of Object.entries(properties)) {
    const { type, format, fielddata, fields = {}, properties: below } = property;
    const path = prefix + name;
    into.count += 1 + Object.keys(fields).length;
    into.fields[path] = {
      // The engine leaves the type of an object away.
      type: type ?? 'object',
      ...(format === undefined ? {} : { format }),
      ...(type === 'text'
        ? { keyword: fields['keyword']?.type === 'keyword', fielddata: fielddata ?? false }
        : {}),
    };
    if (below !== undefined) collect(below, `${path}.`, into);
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function settingsOf(settings: FlatSettings): IndexSettings {
  const limit = text(settings['index.mapping.total_fields.limit']);
  const autoExpand = text(settings['index.auto_expand_replicas']);
  return {
    shards: Number(settings['index.number_of_shards'] ?? 1),
    replicas: Number(settings['index.number_of_replicas'] ?? 1),
    autoExpand: autoExpand === 'false' ? null : autoExpand,
    refreshInterval: text(settings['index.refresh_interval']),
    blocks: blocksIn(settings),
    fieldLimit: limit === null ? null : Number(limit),
  };
}

/** What is told of an index here is not asked again for the questions that follow. */
async function readWhole(
  { connection, policy, mappings: known }: EngineContext,
  indexes: readonly string[],
): Promise<z.infer<typeof Described>> {
  try {
    const { body } = await request(connection, policy, {
      method: 'GET',
      path: `/${inOneAddress(indexes)}`,
      query: {
        ignore_unavailable: true,
        flat_settings: true,
        filter_path: '*.aliases,*.mappings._meta,*.mappings.properties,*.settings',
      },
    });
    const described = understood(Described, body);
    for (const index of indexes) {
      const found = described[index];
      if (found !== undefined) known.keep(index, knownFrom(index, found.mappings ?? {}));
      else if (Object.values(described).every(({ aliases = {} }) => !Object.hasOwn(aliases, index)))
        known.keep(index, unknownTarget(index));
    }
    return described;
  } catch (error) {
    if (error instanceof FaultError && isLasting(error))
      for (const index of indexes) known.keep(index, error);
    throw error;
  }
}

/** By the request for whole indexes, which gives mappings and settings at once. */
export async function describeIndexes(
  context: EngineContext,
  indexes: readonly string[],
): Promise<ReadonlyMap<string, IndexDescription>> {
  if (indexes.length === 0) return new Map();
  const described = await readWhole(context, indexes);
  return new Map(
    indexes.flatMap((name): [string, IndexDescription][] => {
      // An alias of that name is no index.
      const { mappings, settings } = described[name] ?? {};
      if (mappings === undefined && settings === undefined) return [];
      const mapped: Mapped = { fields: {}, count: 0 };
      collect(mappings?.properties ?? {}, '', mapped);
      const { fields, count: fieldCount } = mapped;
      return [[name, { name, fields, fieldCount, settings: settingsOf(settings ?? {}) }]];
    }),
  );
}
