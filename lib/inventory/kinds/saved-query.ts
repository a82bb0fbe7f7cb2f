import { defineKind } from '../kind.ts';

export const savedQuery = defineKind({
  kind: 'saved-query',
  singular: 'saved query',
  plural: 'saved queries',
  attributes: {
    finds: { label: 'Finds', noun: 'purpose' },
  },
});
