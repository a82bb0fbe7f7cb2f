import { defineKind } from '../kind.ts';

export const topic = defineKind({
  kind: 'topic',
  singular: 'topic',
  plural: 'topics',
  chapter: 'Interfaces and dependencies',
  order: 6,
  attributes: {
    transport: { label: 'Transport' },
    region: { label: 'Region' },
  },
});
