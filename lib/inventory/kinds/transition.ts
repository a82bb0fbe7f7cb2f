import { defineKind } from '../kind.ts';

export const transition = defineKind({
  kind: 'transition',
  singular: 'transition',
  plural: 'transitions',
  chapter: 'Common procedures',
  order: 2,
  columns: ['position', 'command', 'guard', 'effect', 'risk'],
  attributes: {
    position: { label: 'Number', type: 'whole' },
    command: { label: 'Command' },
    guard: { label: 'Only when', noun: 'condition' },
    effect: { label: 'Effect' },
    risk: { label: 'What can go wrong', noun: 'risk' },
  },
});
