import { defineKind } from '../kind.ts';

export const codeChange = defineKind({
  kind: 'code-change',
  singular: 'dated change',
  plural: 'dated changes',
  attributes: {
    date: { label: 'Date' },
    commit: { label: 'Commit' },
    effect: { label: 'Effect' },
  },
});
