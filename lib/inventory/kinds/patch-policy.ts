import { defineKind } from '../kind.ts';

export const patchPolicy = defineKind({
  kind: 'patch-policy',
  singular: 'patch policy',
  plural: 'patch policies',
  attributes: {
    layer: { label: 'Layer' },
    mechanism: { label: 'Mechanism', isExpected: true },
  },
});
