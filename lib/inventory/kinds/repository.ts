import { defineKind } from '../kind.ts';

export const repository = defineKind({
  kind: 'repository',
  singular: 'repository',
  plural: 'repositories',
  chapter: 'Configuration files',
  order: 6,
  attributes: {
    revision: { label: 'Revision' },
    visibility: { label: 'Visibility' },
    branch: { label: 'Branch' },
  },
});
