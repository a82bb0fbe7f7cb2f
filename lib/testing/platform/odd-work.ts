export interface OddWork {
  readonly add: { readonly takes: number; readonly gives: number };
  readonly waitFor: { readonly takes: SharedArrayBuffer; readonly gives: string };
  readonly never: { readonly takes: null; readonly gives: never };
  readonly fail: { readonly takes: null; readonly gives: never };
  /** Its number in this process. */
  readonly thread: { readonly takes: null; readonly gives: number };
  readonly variables: { readonly takes: null; readonly gives: readonly string[] };
}
