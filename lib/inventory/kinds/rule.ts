import { defineKind } from '../kind.ts';

export const rule = defineKind({
  kind: 'rule',
  singular: 'rule',
  plural: 'rules',
  chapter: 'Common procedures',
  order: 5,
  attributes: {
    rule: { label: 'Rule' },
    appliesTo: { label: 'Applies to' },
  },
});
