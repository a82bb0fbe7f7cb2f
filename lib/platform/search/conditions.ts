/**
 * The closed language in which the console queries the search side. Each condition is translated to
 * OpenSearch and to SQL; a document field is missing when it is absent, null or an empty array.
 */
export type Scalar = string | number | boolean;

export type Condition =
  | { readonly is: 'all' }
  /**
   * Exact and case-sensitive. Text fields are queried through the sub-field that the mapping names
   * (`keyword`).
   */
  | { readonly is: 'equals'; readonly field: string; readonly value: Scalar }
  | { readonly is: 'in'; readonly field: string; readonly values: readonly Scalar[] }
  /** Bounds are inclusive for gte and lte, exclusive for gt and lt. Dates as `yyyy-MM-dd`. */
  | {
      readonly is: 'range';
      readonly field: string;
      readonly gte?: Scalar;
      readonly gt?: Scalar;
      readonly lte?: Scalar;
      readonly lt?: Scalar;
    }
  | { readonly is: 'missing'; readonly field: string }
  /**
   * True where the two fields differ; both missing is equal, exactly one missing is different
   * (`docs/sync-contract.md` 2.4).
   */
  | { readonly is: 'differs'; readonly a: string; readonly b: string }
  /**
   * True where at least one object of the nested list satisfies the condition (fields given
   * relative to `path`).
   */
  | { readonly is: 'any-of-nested'; readonly path: string; readonly where: Condition }
  /** Case-insensitive prefix of the whole value. */
  | { readonly is: 'prefix'; readonly field: string; readonly value: string }
  | { readonly is: 'and'; readonly all: readonly Condition[] }
  | { readonly is: 'or'; readonly any: readonly Condition[] }
  | { readonly is: 'not'; readonly of: Condition };

export const all: Condition = { is: 'all' };
export const equals = (field: string, value: Scalar): Condition => ({ is: 'equals', field, value });
export const isIn = (field: string, values: readonly Scalar[]): Condition => ({
  is: 'in',
  field,
  values,
});
export const missing = (field: string): Condition => ({ is: 'missing', field });
export const differs = (a: string, b: string): Condition => ({ is: 'differs', a, b });
export const anyOfNested = (path: string, where: Condition): Condition => ({
  is: 'any-of-nested',
  path,
  where,
});
export const prefix = (field: string, value: string): Condition => ({ is: 'prefix', field, value });
export const and = (...conditions: readonly Condition[]): Condition => ({
  is: 'and',
  all: conditions,
});
export const or = (...conditions: readonly Condition[]): Condition => ({
  is: 'or',
  any: conditions,
});
export const not = (of: Condition): Condition => ({ is: 'not', of });
export const range = (
  field: string,
  bounds: {
    readonly gte?: Scalar;
    readonly gt?: Scalar;
    readonly lte?: Scalar;
    readonly lt?: Scalar;
  },
): Condition => ({ is: 'range', field, ...bounds });

const textOf = (value: Scalar): string => String(value);
const nothing = or();
const isNothing = (condition: Condition): boolean =>
  condition.is === 'or' && condition.any.length === 0;

/** Each once, in one order. */
function inOrder(conditions: readonly Condition[]): Condition[] {
  const byText = new Map(conditions.map((one) => [JSON.stringify(one), one]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

const valuesOf = (field: string, values: readonly Scalar[]): Condition =>
  values.length === 0 ? nothing : isIn(field, [...new Set(values.map(textOf))].sort());

function joinAnd(conditions: readonly Condition[]): Condition {
  const parts = conditions.flatMap((one) => (one.is === 'and' ? one.all : [one]));
  const left = inOrder(parts.filter(({ is }) => is !== 'all'));
  if (left.some(isNothing)) return nothing;
  return left.length === 1 && left[0] !== undefined
    ? left[0]
    : left.length === 0
      ? all
      : and(...left);
}

function joinOr(conditions: readonly Condition[]): Condition {
  const parts = conditions.flatMap((one) => (one.is === 'or' ? one.any : [one]));
  if (parts.some(({ is }) => is === 'all')) return all;
  const values = new Map<string, Scalar[]>();
  for (const one of parts)
    if (one.is === 'in') values.set(one.field, [...(values.get(one.field) ?? []), ...one.values]);
  const left = inOrder([
    ...parts.filter(({ is }) => is !== 'in'),
    ...[...values].map(([field, list]) => valuesOf(field, list)),
  ]);
  return left.length === 1 && left[0] !== undefined ? left[0] : or(...left);
}

/**
 * The same condition in the one form that all its spellings have: brackets, order, a list of one, a
 * number as text. What is true of the engine's fields (`12` and `"12"` find the same) is true here.
 */
function inOneForm(condition: Condition): Condition {
  switch (condition.is) {
    case 'all':
    case 'missing':
      return condition;
    case 'equals':
      return valuesOf(condition.field, [condition.value]);
    case 'in':
      return valuesOf(condition.field, condition.values);
    case 'range': {
      const bounds = (['gte', 'gt', 'lte', 'lt'] as const).flatMap((name) => {
        const bound = condition[name];
        return bound === undefined ? [] : [[name, textOf(bound)] as const];
      });
      return bounds.length === 0
        ? not(missing(condition.field))
        : range(condition.field, Object.fromEntries(bounds));
    }
    case 'differs':
      return condition.a < condition.b ? condition : differs(condition.b, condition.a);
    case 'any-of-nested': {
      const where = inOneForm(condition.where);
      return where.is === 'all' ? not(missing(condition.path)) : anyOfNested(condition.path, where);
    }
    case 'prefix':
      return prefix(
        condition.field,
        condition.value.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase()),
      );
    case 'and':
      return joinAnd(condition.all.map(inOneForm));
    case 'or':
      return joinOr(condition.any.map(inOneForm));
    case 'not': {
      const of = inOneForm(condition.of);
      if (of.is === 'not') return of.of;
      return of.is === 'all' ? nothing : isNothing(of) ? all : not(of);
    }
  }
}

/** Whether two conditions mean the same, however they are spelt. */
export const isSameCondition = (a: Condition, b: Condition): boolean =>
  JSON.stringify(inOneForm(a)) === JSON.stringify(inOneForm(b));
