export interface OddWork {
  readonly add: { readonly takes: number; readonly gives: number };
  readonly waitFor: { readonly takes: SharedArrayBuffer; readonly gives: string };
  readonly never: { readonly takes: null; readonly gives: never };
  readonly fail: { readonly takes: null; readonly gives: never };
  readonly variables: { readonly takes: null; readonly gives: readonly string[] };
}
