import { defineKind } from '../kind.ts';

export const supportQuestion = defineKind({
  kind: 'support-question',
  singular: 'question of support',
  plural: 'questions of support',
  chapter: 'What else is recorded',
  order: 4,
  attributes: {
    question: { label: 'Question' },
  },
});
