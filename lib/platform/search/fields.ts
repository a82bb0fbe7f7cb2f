import { FaultError } from '../../kernel/result.ts';
import type { Condition, Scalar } from './conditions.ts';
import { dateBound, isDate } from './dates.ts';
import type { FieldMapping } from './port.ts';

export type Fields = Readonly<Record<string, FieldMapping>>;

/**
 * Thrown where a condition asks what engines do not evaluate alike: a bug or a stale definition,
 * never a user's text.
 */
export function unsupportedCondition(says: string): FaultError {
  return new FaultError({ kind: 'invalid', says });
}

// Field names reach SQL and scripts as text: they come from our definitions, and this keeps it so.
const fieldName = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

export function checkedField(field: string): string {
  if (!fieldName.test(field))
    throw unsupportedCondition('A field is asked for whose name is not one of a field');
  return field;
}

export function mappingOf(fields: Fields, field: string): FieldMapping | null {
  return Object.hasOwn(fields, checkedField(field)) ? (fields[field] ?? null) : null;
}

/** The value as a field of this type holds it. Unmapped fields take any scalar. */
export function operandOf(mapping: FieldMapping | null, field: string, value: Scalar): Scalar {
  if (mapping === null) return value;
  checkExact(mapping, field);
  switch (mapping.type) {
    case 'text':
    case 'keyword':
    case 'nested':
      return String(value);
    case 'long':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
      throw unsupportedCondition(`${field} is compared with something that is not a whole number`);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw unsupportedCondition(
        `${field} is compared with something that is neither true nor false`,
      );
    case 'date':
      if (typeof value === 'string' && isDate(mapping.format, value)) return value;
      throw unsupportedCondition(`${field} is compared with something that is not a date`);
  }
}

/** Refuses fields that have no exact values to compare, count or sort by. */
export function checkExact(mapping: FieldMapping | null, field: string): void {
  if (mapping?.type === 'text' && !mapping.keyword)
    throw unsupportedCondition(
      `${field} is indexed as words only and has no exact value to compare with`,
    );
  if (mapping?.type === 'nested')
    throw unsupportedCondition(`${field} is a list of objects; ask for any of it`);
}

/** The same for one bound of a range. */
function boundOf(
  mapping: FieldMapping | null,
  field: string,
  bound: BoundName,
  value: Scalar,
): Scalar {
  if (mapping?.type === 'boolean')
    throw unsupportedCondition(`${field} is true or false and has no range`);
  if (mapping?.type !== 'date') return operandOf(mapping, field, value);
  const date = typeof value === 'string' ? dateBound(mapping.format, bound, value) : null;
  if (date === null)
    throw unsupportedCondition(`${field} is compared with something that is not a date`);
  return date;
}

/** The fields below a nested list. */
export function nestedFields(mapping: FieldMapping | null, path: string): Fields {
  if (mapping !== null && mapping.type !== 'nested')
    throw unsupportedCondition(`${path} is not a list of objects`);
  return mapping?.fields ?? {};
}

export const boundNames = ['gte', 'gt', 'lte', 'lt'] as const;
export type BoundName = (typeof boundNames)[number];

/** The bounds that a range names, each as the field holds values. */
export function boundsOf(
  mapping: FieldMapping | null,
  range: Extract<Condition, { is: 'range' }>,
): { readonly name: BoundName; readonly value: Scalar }[] {
  return boundNames.flatMap((name) => {
    const bound = range[name];
    return bound === undefined ? [] : [{ name, value: boundOf(mapping, range.field, name, bound) }];
  });
}

/** OpenSearch folds ASCII letters only when it ignores case; the other side does the same. */
export function foldCase(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
