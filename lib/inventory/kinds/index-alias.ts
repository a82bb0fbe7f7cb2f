import { defineKind } from '../kind.ts';

export const indexAlias = defineKind({
  kind: 'index-alias',
  singular: 'index alias',
  plural: 'index aliases',
  chapter: 'Data sources',
  order: 6,
  attributes: {
    target: { label: 'Target' },
    filter: { label: 'Filter' },
    usedBy: { label: 'Used by', noun: 'users' },
    addedBy: { label: 'Added by', noun: 'way in which it is added' },
  },
});
