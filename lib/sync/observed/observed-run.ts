import type { WriteMark } from '#lib/platform/search/port.ts';
import type { Inferred } from './infer.ts';

/** What is recorded of a run that the existing Integration service does. */
export interface ObservedRun {
  /**
   * `making` is stored before the call is made: whoever finds it does not know whether it was, and
   * never makes it again.
   */
  readonly call: 'waiting' | 'making' | 'accepted' | 'unknown';
  /** ISO; null before the call. */
  readonly calledAt: string | null;
  /** The index before the call; null: there was none. */
  readonly before: WriteMark | null;
  /** Null: nothing was looked at yet. */
  readonly inferred: Inferred | null;
}

export const notCalled: ObservedRun = {
  call: 'waiting',
  calledAt: null,
  before: null,
  inferred: null,
};
