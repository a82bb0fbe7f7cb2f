import { defineKind } from '../kind.ts';

export const containerRegistry = defineKind({
  kind: 'container-registry',
  singular: 'container registry',
  plural: 'container registries',
  attributes: {
    tags: { label: 'Tags' },
    lifecycle: { label: 'Lifecycle' },
    scanning: { label: 'Scanning' },
  },
});
