import type { Fault } from '../../kernel/result.ts';
import { isDate } from './dates.ts';
import type { Fields } from './fields.ts';
import type { Document, FieldMapping, Json } from './port.ts';

/**
 * Larger documents are refused on every engine; a thousand times what a doctor's document measures.
 */
export const maxDocumentBytes = 1_000_000;
const maxIdBytes = 512;
/** Lucene's longest term, in bytes of UTF-8. */
const maxTermBytes = 32_766;

/**
 * Why no engine takes it, whatever its mapping says; null when it may be tried. `text` is the
 * document as JSON.
 */
export function sizeRefusal(id: string, text: string): string | null {
  if (id === '' || Buffer.byteLength(id) > maxIdBytes)
    return 'the document id is empty or too long';
  // Cheap first: no UTF-8 text is longer than three bytes a code unit.
  if (text.length * 3 > maxDocumentBytes && Buffer.byteLength(text) > maxDocumentBytes)
    return 'the document is larger than 1 MB';
  return null;
}

/**
 * What a fault carries with which an engine refuses all writes, to an index or to all of it, as
 * when its disk is full: it has answered, and did nothing.
 */
export const refusedByBlock = { blocked: true } as const;
export const isBlocked = ({ detail }: Fault): boolean => detail?.['blocked'] === true;

/** Why an index takes no bulk write although it is there. */
export const sealedSays = (index: string): string =>
  `${index} takes no more writes: it was sealed, as when the run that fills it is over`;

type Leaf = string | number | boolean;

const wholeNumber = /^-?\d{1,40}$/;

/** Of 64 bits; text of digits beyond the numbers that are exact is taken by its digits. */
function isLong(value: string | number): boolean {
  if (typeof value === 'string' && wholeNumber.test(value))
    return BigInt.asIntN(64, BigInt(value)) === BigInt(value);
  return value !== '' && Number.isFinite(Number(value)) && Math.abs(Number(value)) < 2 ** 63;
}

function isAccepted(mapping: Exclude<FieldMapping, { type: 'nested' }>, value: Leaf): boolean {
  switch (mapping.type) {
    case 'text':
      return true;
    case 'keyword':
      return (
        typeof value !== 'string' ||
        value.length * 3 <= maxTermBytes ||
        Buffer.byteLength(value) <= maxTermBytes
      );
    case 'long':
      return typeof value !== 'boolean' && isLong(value);
    case 'boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false' || value === '';
    case 'date':
      return typeof value === 'string' && isDate(mapping.format, value);
  }
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isObject = (value: Json): value is Document =>
  typeof value === 'object' && value !== null && !isList(value);

function refusedField(field: string, mapping: FieldMapping, value: Json): string | null {
  if (value === null) return null;
  if (isList(value)) {
    for (const item of value) {
      const refused = refusedField(field, mapping, item);
      if (refused !== null) return refused;
    }
    return null;
  }
  if (mapping.type === 'nested')
    return isObject(value)
      ? mappingRefusal(mapping.fields, value, `${field}.`)
      : `${field} is not a list of objects`;
  const isScalar =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isScalar && isAccepted(mapping, value)
    ? null
    : `the value of ${field} is no ${mapping.type}`;
}

/**
 * Why OpenSearch would refuse the document under this mapping, naming the field and never its
 * value; null when it would not. Fields that the mapping does not name are accepted as they come
 * (`dynamic`).
 */
export function mappingRefusal(fields: Fields, source: Document, prefix = ''): string | null {
  for (const field of Object.keys(source)) {
    const mapping = Object.hasOwn(fields, field) ? fields[field] : undefined;
    const value = source[field];
    if (mapping === undefined || value === undefined) continue;
    const refused = refusedField(prefix + field, mapping, value);
    if (refused !== null) return refused;
  }
  return null;
}

/**
 * jsonb can hold neither NUL nor half a surrogate pair; `text` is JSON, where both only occur as
 * escapes.
 */
export function isStorable(text: string): boolean {
  if (!text.includes(String.raw`\u`)) return true;
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(text);
}
