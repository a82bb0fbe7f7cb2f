import { defineKind } from '../kind.ts';

export const containerRegistry = defineKind({
  kind: 'container-registry',
  singular: 'container registry',
  plural: 'container registries',
  chapter: 'Configuration files',
  order: 5,
  keeps: 'data',
  attributes: {
    tags: { label: 'Tags' },
    lifecycle: { label: 'Lifecycle' },
    scanning: { label: 'Scanning' },
  },
});
