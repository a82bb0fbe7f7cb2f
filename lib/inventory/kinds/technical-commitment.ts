import { defineKind } from '../kind.ts';

export const technicalCommitment = defineKind({
  kind: 'technical-commitment',
  singular: 'technical commitment',
  plural: 'technical commitments',
  chapter: 'Technical commitments',
  order: 1,
  attributes: {
    answer: { label: 'Answer' },
    justification: { label: 'Justification' },
  },
});
