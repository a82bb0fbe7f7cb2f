import { defineKind } from '../kind.ts';

export const broker = defineKind({
  kind: 'broker',
  singular: 'message broker',
  plural: 'message brokers',
  attributes: {
    nodes: { label: 'Nodes', type: 'whole' },
    console: { label: 'Management console' },
    memoryLimits: { label: 'Memory limits' },
  },
});
