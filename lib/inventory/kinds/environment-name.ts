import { defineKind } from '../kind.ts';

export const environmentName = defineKind({
  kind: 'environment-name',
  singular: 'name of environments',
  plural: 'names of environments',
  chapter: 'What else is recorded',
  order: 1,
  attributes: {
    canonical: { label: 'Canonical name' },
  },
});
