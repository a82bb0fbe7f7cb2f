import type { Tone } from '#components/ui/feedback/tone.ts';
import {
  recordedWords,
  type DriftState,
  type ImportKind,
  type ObservedValue,
  type PlannedAction,
  type RecordedFact,
  type StateCounts,
} from '#lib/inventory/client.ts';
import { count } from '#lib/kernel/words/numbers.ts';

export const stateWords: Readonly<Record<DriftState, string>> = {
  documented: 'Documented',
  changed: 'Changed',
  missing: 'Missing',
  unexpected: 'Unexpected',
  planned: 'To be created',
  matched: 'Matched',
};

export const stateTones: Readonly<Record<DriftState, Tone>> = {
  documented: 'off',
  changed: 'warn',
  missing: 'bad',
  unexpected: 'warn',
  planned: 'off',
  matched: 'ok',
};

export const importWords: Readonly<Record<ImportKind, string>> = {
  terraform: 'Terraform',
  compose: 'Docker Compose',
  generic: 'Generic JSON',
};

export const plannedWords: Readonly<Record<PlannedAction, string>> = {
  create: 'The plan is going to create it.',
  update: 'The plan is going to change it.',
  replace: 'The plan is going to replace it.',
  delete: 'The plan is going to delete it.',
};

export const declaredWords = (declared: RecordedFact | null): string =>
  recordedWords(declared ?? { state: 'not-recorded' });

export const observedWords = (observed: ObservedValue): string => [observed].flat().join(', ');

/** `3 matched, 1 changed, 0 missing, 2 unexpected`. */
export const countWords = (counts: StateCounts): string =>
  (['matched', 'changed', 'missing', 'unexpected'] as const)
    .map((state) => `${count(counts[state])} ${state}`)
    .join(', ');
