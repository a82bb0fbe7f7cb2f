import { defineKind } from '../kind.ts';

export const secret = defineKind({
  kind: 'secret',
  singular: 'secret',
  plural: 'secrets',
  attributes: {
    kept: { label: 'Kept in', noun: 'storage' },
    namePattern: { label: 'Name' },
    variables: { label: 'Variables', type: 'list' },
  },
});
