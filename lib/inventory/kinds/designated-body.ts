import { defineKind } from '../kind.ts';

export const designatedBody = defineKind({
  kind: 'designated-body',
  singular: 'designated body',
  plural: 'designated bodies',
  chapter: 'Interfaces and dependencies',
  order: 9,
  outcome: 'downstream',
  attributes: {
    code: { label: 'Code', isExpected: true },
    region: { label: 'Region' },
  },
});
