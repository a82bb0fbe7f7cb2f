import { defineKind } from '../kind.ts';

export const secret = defineKind({
  kind: 'secret',
  singular: 'secret',
  plural: 'secrets',
  chapter: 'Security issues',
  order: 1,
  attributes: {
    kept: { label: 'Kept in', noun: 'storage' },
    namePattern: { label: 'Name' },
    variables: { label: 'Variables', type: 'list' },
  },
});
