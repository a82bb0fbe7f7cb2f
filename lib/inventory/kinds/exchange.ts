import { defineKind } from '../kind.ts';

export const exchange = defineKind({
  kind: 'exchange',
  singular: 'exchange',
  plural: 'exchanges',
  chapter: 'Interfaces and dependencies',
  order: 4,
  attributes: {
    transport: { label: 'Transport' },
  },
});
