import { defineKind } from '../kind.ts';

export const fragility = defineKind({
  kind: 'fragility',
  singular: 'fragile property',
  plural: 'fragile properties',
  chapter: 'Exceptions and other issues',
  order: 2,
  columns: ['evidence', 'effect', 'summary'],
  attributes: {
    evidence: { label: 'Evidence' },
    effect: { label: 'Effect' },
  },
});
