import { defineKind } from '../kind.ts';

export const monitoringTool = defineKind({
  kind: 'monitoring-tool',
  singular: 'monitoring tool',
  plural: 'monitoring tools',
  chapter: 'Servers',
  order: 7,
  attributes: {
    watches: { label: 'Watches', noun: 'scope' },
  },
});
