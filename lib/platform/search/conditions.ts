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
