/**
 * A second, slow opinion on what a condition means, for the conformance suite. It shares nothing
 * with the translators.
 */
import type { Condition, Scalar } from '#lib/platform/search/conditions.ts';
import type { Document, Json } from '#lib/platform/search/port.ts';

function valuesOf(document: Document, field: string): Scalar[] {
  const value: Json = document[field] ?? null;
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  return list.filter(
    (item) => typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean',
  );
}

// By code point, as UTF-8 sorts, and not by UTF-16 code unit.
const byteOrder = (a: Scalar, b: Scalar): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));

const distinctSorted = (values: readonly Scalar[]): string =>
  JSON.stringify([...new Set(values)].sort(byteOrder));

const foldAscii = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

export function satisfies(document: Document, condition: Condition): boolean {
  switch (condition.is) {
    case 'all':
      return true;
    case 'equals':
      return valuesOf(document, condition.field).includes(condition.value);
    case 'in':
      return valuesOf(document, condition.field).some((value) => condition.values.includes(value));
    case 'range':
      return valuesOf(document, condition.field).some(
        (value) =>
          (condition.gte === undefined || byteOrder(value, condition.gte) >= 0) &&
          (condition.gt === undefined || byteOrder(value, condition.gt) > 0) &&
          (condition.lte === undefined || byteOrder(value, condition.lte) <= 0) &&
          (condition.lt === undefined || byteOrder(value, condition.lt) < 0),
      );
    case 'missing': {
      const value = document[condition.field] ?? null;
      return value === null || (Array.isArray(value) && value.every((item) => item === null));
    }
    case 'differs':
      return (
        distinctSorted(valuesOf(document, condition.a)) !==
        distinctSorted(valuesOf(document, condition.b))
      );
    case 'any-of-nested': {
      const value = document[condition.path] ?? null;
      const list: readonly Json[] = Array.isArray(value) ? value : [value];
      // A JSON object is a document of its own; a nested list never contains arrays or scalars.
      return list.some(
        (item) =>
          typeof item === 'object' &&
          item !== null &&
          !Array.isArray(item) &&
          satisfies(Object.fromEntries(Object.entries(item)), condition.where),
      );
    }
    case 'prefix':
      return valuesOf(document, condition.field).some((value) =>
        foldAscii(String(value)).startsWith(foldAscii(condition.value)),
      );
    case 'and':
      return condition.all.every((inner) => satisfies(document, inner));
    case 'or':
      return condition.any.some((inner) => satisfies(document, inner));
    case 'not':
      return !satisfies(document, condition.of);
  }
}
