import { defineKind } from '../kind.ts';

export const technology = defineKind({
  kind: 'technology',
  singular: 'technology',
  plural: 'technologies',
  chapter: 'Service description',
  order: 1,
  attributes: {
    version: { label: 'Version' },
    qualifier: { label: 'Qualifier' },
    newOrExisting: { label: 'New or existing' },
    endOfLife: { label: 'End of life' },
  },
});
