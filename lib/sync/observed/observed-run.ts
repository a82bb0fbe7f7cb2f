import type { WriteMark } from '#lib/platform/search/port.ts';
import type { ObservedView } from '../model.ts';
import type { Inferred } from './infer.ts';

/** What readers had before the call. */
export interface IndexBefore {
  readonly mark: WriteMark;
  /** Documents that carried the mark of each stage; null: not known. */
  readonly marked: readonly (number | null)[];
}

/** What is recorded of a run that the existing Integration service does. */
export interface ObservedRun {
  /**
   * `making` is stored before the call is made: whoever finds it does not know whether it was, and
   * never makes it again.
   */
  readonly call: ObservedView['call'];
  /** ISO; null before the call. */
  readonly calledAt: string | null;
  /** Null: there was no index. */
  readonly before: IndexBefore | null;
  /** Null: nothing was looked at yet. */
  readonly inferred: Inferred | null;
}

export const notCalled: ObservedRun = {
  call: 'waiting',
  calledAt: null,
  before: null,
  inferred: null,
};
