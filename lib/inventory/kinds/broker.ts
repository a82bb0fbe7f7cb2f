import { defineKind } from '../kind.ts';

export const broker = defineKind({
  kind: 'broker',
  singular: 'message broker',
  plural: 'message brokers',
  chapter: 'Interfaces and dependencies',
  order: 3,
  keeps: 'data',
  attributes: {
    nodes: { label: 'Nodes', type: 'whole' },
    console: { label: 'Management console' },
    memoryLimits: { label: 'Memory limits' },
  },
});
