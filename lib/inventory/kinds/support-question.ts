import { defineKind } from '../kind.ts';

export const supportQuestion = defineKind({
  kind: 'support-question',
  singular: 'question of support',
  plural: 'questions of support',
  attributes: {
    question: { label: 'Question' },
  },
});
