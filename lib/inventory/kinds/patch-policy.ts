import { defineKind } from '../kind.ts';

export const patchPolicy = defineKind({
  kind: 'patch-policy',
  singular: 'patch policy',
  plural: 'patch policies',
  chapter: 'Patching',
  order: 1,
  attributes: {
    layer: { label: 'Layer' },
    mechanism: { label: 'Mechanism', isExpected: true },
  },
});
