import { defineKind } from '../kind.ts';

export const rule = defineKind({
  kind: 'rule',
  singular: 'rule',
  plural: 'rules',
  attributes: {
    rule: { label: 'Rule' },
    appliesTo: { label: 'Applies to' },
  },
});
