import { defineKind } from '../kind.ts';

export const network = defineKind({
  kind: 'network',
  singular: 'network',
  plural: 'networks',
  attributes: {
    range: { label: 'Address range' },
    contents: { label: 'Holds', noun: 'contents' },
  },
});
