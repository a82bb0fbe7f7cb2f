/** What services changed of what readers have while a run builds, in words. */
import { countOf } from '#lib/kernel/words/numbers.ts';
import type { Edits, Run } from './model.ts';

const loss = {
  before: 'The swap loses these changes.',
  after: 'The new generation does not have these changes.',
} as const;

/** `null`: not known. */
export function editsInWords(edits: Edits | null, swap: keyof typeof loss): string {
  if (edits === null)
    return 'How many documents services have changed since the run began is not known.';
  const { changed, removed } = edits;
  const done = [
    changed > 0 && `changed or added ${countOf(changed, 'document')}`,
    removed > 0 && `removed ${countOf(removed, 'document')} or more`,
  ].filter((part) => part !== false);
  if (done.length === 0)
    return swap === 'before'
      ? 'Services have changed nothing of what users read since the run began.'
      : 'Services changed nothing of what users read while the run was building.';
  const when = swap === 'before' ? 'since the run began' : 'while the run was building';
  return `Services have ${done.join(' and ')} of what users read ${when}. ${loss[swap]}`;
}

/** Null where nothing can be lost, or nothing is being built yet. */
export function editsOfRun({ dry, edits, state }: Pick<Run, 'dry' | 'edits' | 'state'>) {
  if (dry) return null;
  switch (state) {
    case 'running':
    case 'stalled':
    case 'verifying':
    case 'swapping':
      return editsInWords(edits, 'before');
    case 'settled':
      return editsInWords(edits, 'after');
    default:
      return null;
  }
}
