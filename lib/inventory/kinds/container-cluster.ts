import { defineKind } from '../kind.ts';

export const containerCluster = defineKind({
  kind: 'container-cluster',
  singular: 'container cluster',
  plural: 'container clusters',
  chapter: 'Servers',
  order: 5,
  attributes: {
    launchType: { label: 'Launch type' },
    tasks: { label: 'Tasks' },
    outOfHours: { label: 'Out of hours' },
  },
});
