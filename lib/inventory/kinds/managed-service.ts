import { defineKind } from '../kind.ts';

export const managedService = defineKind({
  kind: 'managed-service',
  singular: 'managed service',
  plural: 'managed services',
  chapter: 'Service description',
  order: 6,
  attributes: {
    provider: { label: 'Provider' },
  },
});
