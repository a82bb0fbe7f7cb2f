import { defineKind } from '../kind.ts';

export const exchange = defineKind({
  kind: 'exchange',
  singular: 'exchange',
  plural: 'exchanges',
  attributes: {
    transport: { label: 'Transport' },
  },
});
