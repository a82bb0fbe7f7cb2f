import { defineKind } from '../kind.ts';

export const monitoringTool = defineKind({
  kind: 'monitoring-tool',
  singular: 'monitoring tool',
  plural: 'monitoring tools',
  attributes: {
    watches: { label: 'Watches', noun: 'scope' },
  },
});
