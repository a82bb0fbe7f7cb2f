import type { Fault } from '#lib/kernel/result.ts';

export interface Refusal {
  readonly ok: false;
  readonly fault: Fault;
  /** What to quote on the telephone. */
  readonly id: string;
  /** What was sent, for a page that is drawn anew without JavaScript; never a secret. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What an action gives back to a view. */
export type ActionResult<T> =
  { readonly ok: true; readonly value: T; readonly id: string } | Refusal;
