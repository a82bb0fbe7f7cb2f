import { defineKind } from '../kind.ts';

export const managedService = defineKind({
  kind: 'managed-service',
  singular: 'managed service',
  plural: 'managed services',
  attributes: {
    provider: { label: 'Provider' },
  },
});
