import { defineKind } from '../kind.ts';

export const responseCode = defineKind({
  kind: 'response-code',
  singular: 'response code',
  plural: 'response codes',
  chapter: 'What else is recorded',
  order: 2,
  attributes: {
    code: { label: 'Code' },
    meaning: { label: 'Meaning' },
  },
});
