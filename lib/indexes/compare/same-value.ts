import type { Json } from '#lib/platform/search/port.ts';

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !isList(value);

/** Absent, null and an empty list are one thing to an engine. */
export const isEmpty = (value: Json | undefined): value is undefined | null | readonly [] =>
  value === undefined || value === null || (isList(value) && value.length === 0);

function areSameObjects(
  a: { readonly [key: string]: Json },
  b: { readonly [key: string]: Json },
): boolean {
  for (const name of Object.keys(a)) if (!isSame(a[name], b[name])) return false;
  return Object.keys(b).every((name) => Object.hasOwn(a, name) || isEmpty(b[name]));
}

/** Whether two values of a field say the same; the order of names in an object says nothing. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (isList(a))
    return isList(b) && a.length === b.length && a.every((one, at) => isSame(one, b[at]));
  return isObject(a) && isObject(b) && areSameObjects(a, b);
}
