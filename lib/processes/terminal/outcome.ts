import type { Fault, FaultKind } from '#lib/kernel/result.ts';
import { isBalanced, type Run, type Stage } from '#lib/sync/index.ts';

/** `docs/interfaces.md`, Exit codes. */
export const exit = {
  done: 0,
  failed: 1,
  usageError: 2,
  somethingRuns: 3,
  drift: 4,
  notKnown: 5,
  notAllowed: 6,
  /** Of SIGINT, as shells have it. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** What a command hands back: JSON for programs, words for people, and how it ended. */
export interface Outcome {
  readonly json: unknown;
  readonly says: string;
  readonly exitCode: ExitCode;
  /** Whether the words are a file to be kept, byte for byte. */
  readonly isFile?: true;
}

const exitOfKind: Readonly<Record<FaultKind, ExitCode>> = {
  'not-found': exit.usageError,
  forbidden: exit.notAllowed,
  invalid: exit.usageError,
  conflict: exit.failed,
  precondition: exit.failed,
  busy: exit.failed,
  unavailable: exit.notKnown,
};

/**
 * Of the conflicts only the one that names a run means that something else runs; others are about
 * what exists already.
 */
export function exitOfFault({ kind, detail }: Fault): ExitCode {
  return kind === 'conflict' && typeof detail?.['run'] === 'string'
    ? exit.somethingRuns
    : exitOfKind[kind];
}

const isUnbalanced = (stage: Stage): boolean =>
  stage.state !== 'waiting' && stage.state !== 'skipped' && !isBalanced(stage);

/**
 * For a run that was waited for. `precondition` is the fault of a run that was not let through to
 * its swap.
 */
export function exitOfRun({
  state,
  fault,
  stages,
}: Pick<Run, 'state' | 'fault' | 'stages'>): ExitCode {
  if (state === 'settled') return exit.done;
  return fault?.kind === 'precondition' && stages.some(isUnbalanced) ? exit.drift : exit.failed;
}
