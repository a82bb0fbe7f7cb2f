import { defineKind } from '../kind.ts';

export const licence = defineKind({
  kind: 'licence',
  singular: 'software licence',
  plural: 'software licences',
  attributes: {
    product: { label: 'Product' },
    terms: { label: 'Terms' },
  },
});
