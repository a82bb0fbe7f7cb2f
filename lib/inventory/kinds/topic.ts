import { defineKind } from '../kind.ts';

export const topic = defineKind({
  kind: 'topic',
  singular: 'topic',
  plural: 'topics',
  attributes: {
    transport: { label: 'Transport' },
    region: { label: 'Region' },
  },
});
