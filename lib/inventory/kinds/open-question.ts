import { defineKind } from '../kind.ts';

export const openQuestion = defineKind({
  kind: 'open-question',
  singular: 'open question',
  plural: 'open questions',
  chapter: 'Exceptions and other issues',
  order: 3,
  attributes: {
    question: { label: 'Question' },
  },
});
