import { defineKind } from '../kind.ts';

export const codeChange = defineKind({
  kind: 'code-change',
  singular: 'dated change',
  plural: 'dated changes',
  chapter: 'What else is recorded',
  order: 7,
  attributes: {
    date: { label: 'Date' },
    commit: { label: 'Commit' },
    effect: { label: 'Effect' },
  },
});
