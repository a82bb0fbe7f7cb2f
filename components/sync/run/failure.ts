import type { Run, RunBrief } from '#lib/sync/client.ts';

/**
 * How far a failed run came towards its readers. `at-swap`: its aliases are known not to have
 * moved. `in-place`: the Integration service was filling the index that users read; `not-started`:
 * it was not called, or refused.
 */
export type Failure = 'before-swap' | 'at-swap' | 'not-known' | 'in-place' | 'not-started';

/** Runs end only when that is known; the faults of older ones say so where it was not. */
export function failureAt({
  dry,
  fault,
  hasSwapBegun,
}: Pick<RunBrief, 'dry' | 'fault' | 'hasSwapBegun'>): Failure {
  const readers = fault?.detail?.['readers'];
  if (readers === 'not-known' || readers === 'in-place' || readers === 'not-started')
    return readers;
  // The last stage of a dry run only checks.
  return hasSwapBegun && !dry ? 'at-swap' : 'before-swap';
}

export const hasSwapBegun = ({ stages }: Pick<Run, 'stages'>): boolean =>
  stages.some(({ kind, startedAt }) => kind === 'swap' && startedAt !== null);

export const failureOf = (run: Run): Failure =>
  failureAt({ dry: run.dry, fault: run.fault, hasSwapBegun: hasSwapBegun(run) });

interface FailureWords {
  /** After `Run 12 ended` or `Run 12 failed`. */
  readonly when: string;
  readonly forUsers: string;
}

export const failureWords: Readonly<Record<Failure, FailureWords>> = {
  'before-swap': { when: 'before the swap', forUsers: 'Nothing changed for users.' },
  'at-swap': {
    when: 'at the swap',
    forUsers: 'Its aliases did not move, so nothing changed for users.',
  },
  'not-known': {
    when: 'while its aliases were moving',
    forUsers: 'It is not known which generation users read.',
  },
  'not-started': {
    when: 'before anything was started',
    forUsers: 'Nothing changed for users.',
  },
  'in-place': {
    when: 'without an end that could be seen',
    forUsers:
      'Users read the index that the Integration service fills; Indexes says what they see.',
  },
};
