import { defineKind } from '../kind.ts';

export const licence = defineKind({
  kind: 'licence',
  singular: 'software licence',
  plural: 'software licences',
  chapter: 'Software licences',
  order: 1,
  attributes: {
    product: { label: 'Product' },
    terms: { label: 'Terms' },
  },
});
