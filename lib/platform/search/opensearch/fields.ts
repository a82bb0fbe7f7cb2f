import { z } from 'zod';
import type { Fields } from '../fields.ts';
import type { FieldMapping } from '../port.ts';

type MappingJson = Readonly<Record<string, unknown>>;

function fieldToJson(mapping: FieldMapping): MappingJson {
  switch (mapping.type) {
    case 'text':
      return {
        type: 'text',
        ...(mapping.fielddata ? { fielddata: true } : {}),
        ...(mapping.keyword ? { fields: { keyword: { type: 'keyword', ignore_above: 256 } } } : {}),
      };
    case 'date':
      return { type: 'date', format: mapping.format };
    case 'nested':
      return { type: 'nested', properties: propertiesOf(mapping.fields) };
    case 'keyword':
    case 'long':
    case 'boolean':
      return { type: mapping.type };
  }
}

export function propertiesOf(fields: Fields): MappingJson {
  return Object.fromEntries(
    Object.entries(fields).map(([name, mapping]) => [name, fieldToJson(mapping)]),
  );
}

export interface Property {
  readonly type?: string | undefined;
  readonly format?: string | undefined;
  readonly fielddata?: boolean | undefined;
  readonly fields?: Readonly<Record<string, { readonly type?: string | undefined }>> | undefined;
  readonly properties?: Readonly<Record<string, Property>> | undefined;
}

export const Property: z.ZodType<Property> = z.object({
  type: z.string().optional(),
  format: z.string().optional(),
  fielddata: z.boolean().optional(),
  fields: z.record(z.string(), z.object({ type: z.string().optional() })).optional(),
  get properties() {
    return z.record(z.string(), Property).optional();
  },
});

/** `made` is the mark of the request that created the index. */
export const IndexMappings = z.object({
  _meta: z.object({ keyField: z.string().optional(), made: z.string().optional() }).optional(),
  properties: z.record(z.string(), Property).optional(),
});
export type IndexMappings = z.infer<typeof IndexMappings>;

/** One index's part of `GET /target/_mapping`. */
export const MappingResponse = z.record(z.string(), z.object({ mappings: IndexMappings }));

const numeric: ReadonlySet<string> = new Set(['long', 'integer', 'short', 'byte']);

// Types that the closed language has no word for are treated as if they were not mapped.
function fieldFromJson(property: Property): FieldMapping | null {
  const { type, format } = property;
  if (type === 'text')
    return {
      type,
      keyword: property.fields?.['keyword']?.type === 'keyword',
      fielddata: property.fielddata ?? false,
    };
  if (type === 'keyword' || type === 'boolean') return { type };
  if (type === 'date') return { type, format: format ?? 'strict_date_optional_time||epoch_millis' };
  if (type === 'nested') return { type, fields: fieldsFrom(property.properties ?? {}) };
  return type !== undefined && numeric.has(type) ? { type: 'long' } : null;
}

export function fieldsFrom(properties: Readonly<Record<string, Property>>): Fields {
  const mapped = Object.entries(properties).flatMap(([name, property]) => {
    const mapping = fieldFromJson(property);
    return mapping === null ? [] : [[name, mapping] as const];
  });
  return Object.fromEntries(mapped);
}
