import { defineKind } from '../kind.ts';

export const savedQuery = defineKind({
  kind: 'saved-query',
  singular: 'saved query',
  plural: 'saved queries',
  chapter: 'Log files',
  order: 3,
  columns: ['finds'],
  attributes: {
    finds: { label: 'Finds', noun: 'purpose' },
  },
});
