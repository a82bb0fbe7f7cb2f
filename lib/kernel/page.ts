/** One page of a list: newest or first rows, with the size of the whole. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
}
