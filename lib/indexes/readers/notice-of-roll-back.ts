import { listWords } from '#lib/kernel/words/text.ts';
import type { Notice } from '#lib/notify/model.ts';

interface RolledBack {
  readonly actor: string;
  readonly moves: readonly { readonly to: string }[];
}

/** That readers were led back to what they had, however late it is recorded. */
export function noticeOfRollBack(environment: string, { actor, moves }: RolledBack): Notice {
  const indexes = [...new Set(moves.map(({ to }) => to))].sort((a, b) => a.localeCompare(b));
  return {
    event: 'rolled-back',
    environment,
    severity: 'warning',
    title: 'Readers were rolled back to an earlier generation',
    text: `${actor} led them to ${listWords(indexes, 'and')}.`,
    path: `/indexes?environment=${environment}`,
    key: null,
    isResolved: false,
  };
}
