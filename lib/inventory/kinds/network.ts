import { defineKind } from '../kind.ts';

export const network = defineKind({
  kind: 'network',
  singular: 'network',
  plural: 'networks',
  chapter: 'Firewall configuration',
  order: 3,
  attributes: {
    range: { label: 'Address range' },
    contents: { label: 'Holds', noun: 'contents' },
  },
});
