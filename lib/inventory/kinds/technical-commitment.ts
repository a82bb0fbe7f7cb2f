import { defineKind } from '../kind.ts';

export const technicalCommitment = defineKind({
  kind: 'technical-commitment',
  singular: 'technical commitment',
  plural: 'technical commitments',
  attributes: {
    answer: { label: 'Answer' },
    justification: { label: 'Justification' },
  },
});
