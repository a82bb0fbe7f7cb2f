import { z } from 'zod';
import type { IndexBlock, IndexDescription, IndexSettings, MappedField } from '../engine-health.ts';
import { request, understood } from './client.ts';
import type { EngineContext } from './read.ts';
import { inAddresses } from './addresses.ts';
import { Property } from './fields.ts';

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
    mappings: z.object({ properties: z.record(z.string(), Property).optional() }).optional(),
    settings: FlatSettings.optional(),
  }),
);

interface Mapped {
  readonly fields: Record<string, MappedField>;
  count: number;
}

function collect(
  properties: Readonly<Record<string, Property>>,
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

/** By the request for whole indexes, which gives mappings and settings at once. */
export async function describeIndexes(
  { connection, policy }: EngineContext,
  indexes: readonly string[],
): Promise<ReadonlyMap<string, IndexDescription>> {
  const found = new Map<string, IndexDescription>();
  for (const names of inAddresses(indexes)) {
    const { body } = await request(connection, policy, {
      method: 'GET',
      path: `/${names}`,
      query: {
        ignore_unavailable: true,
        flat_settings: true,
        filter_path: '*.mappings.properties,*.settings',
      },
    });
    for (const [name, { mappings, settings }] of Object.entries(understood(Described, body))) {
      // An alias of that name is no index.
      if (!indexes.includes(name)) continue;
      const mapped: Mapped = { fields: {}, count: 0 };
      collect(mappings?.properties ?? {}, '', mapped);
      found.set(name, {
        name,
        fields: mapped.fields,
        fieldCount: mapped.count,
        settings: settingsOf(settings ?? {}),
      });
    }
  }
  return found;
}
