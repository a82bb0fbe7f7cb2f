import { defineKind } from '../kind.ts';

export const principle = defineKind({
  kind: 'principle',
  singular: 'principle',
  plural: 'principles',
  chapter: 'Common procedures',
  order: 6,
  attributes: {
    principle: { label: 'Principle' },
  },
});
