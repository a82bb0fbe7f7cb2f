import { defineKind } from '../kind.ts';

export const openQuestion = defineKind({
  kind: 'open-question',
  singular: 'open question',
  plural: 'open questions',
  attributes: {
    question: { label: 'Question' },
  },
});
