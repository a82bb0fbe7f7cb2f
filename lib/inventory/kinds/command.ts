import { defineKind } from '../kind.ts';

export const command = defineKind({
  kind: 'command',
  singular: 'command',
  plural: 'commands',
  chapter: 'Common procedures',
  order: 1,
  columns: ['command', 'guard', 'risk', 'differs'],
  register: 'commands',
  attributes: {
    command: { label: 'Command', isExpected: true },
    example: { label: 'Example' },
    runsWhere: { label: 'Runs where', noun: 'way of running' },
    guard: { label: 'Only when', noun: 'condition' },
    effect: { label: 'Effect' },
    risk: { label: 'What can go wrong', noun: 'risk' },
    differs: { label: 'How the repository differs', noun: 'difference to the repository' },
  },
});
