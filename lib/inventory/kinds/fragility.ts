import { defineKind } from '../kind.ts';

export const fragility = defineKind({
  kind: 'fragility',
  singular: 'fragile property',
  plural: 'fragile properties',
  attributes: {
    evidence: { label: 'Evidence' },
    effect: { label: 'Effect' },
  },
});
