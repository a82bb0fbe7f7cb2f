import { defineKind } from '../kind.ts';

export const principle = defineKind({
  kind: 'principle',
  singular: 'principle',
  plural: 'principles',
  attributes: {
    principle: { label: 'Principle' },
  },
});
