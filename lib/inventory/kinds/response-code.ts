import { defineKind } from '../kind.ts';

export const responseCode = defineKind({
  kind: 'response-code',
  singular: 'response code',
  plural: 'response codes',
  attributes: {
    code: { label: 'Code' },
    meaning: { label: 'Meaning' },
  },
});
