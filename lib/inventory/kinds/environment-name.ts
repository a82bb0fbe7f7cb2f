import { defineKind } from '../kind.ts';

export const environmentName = defineKind({
  kind: 'environment-name',
  singular: 'name of environments',
  plural: 'names of environments',
  attributes: {
    canonical: { label: 'Canonical name' },
  },
});
