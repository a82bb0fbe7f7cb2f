import { defineKind } from '../kind.ts';

export const externalSystem = defineKind({
  kind: 'external-system',
  singular: 'outside system',
  plural: 'outside systems',
  chapter: 'Interfaces and dependencies',
  order: 2,
  outcome: 'downstream',
  attributes: {
    transport: { label: 'Transport' },
    needs: { label: 'Needs' },
  },
});
