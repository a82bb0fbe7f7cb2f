import { defineKind } from '../kind.ts';

export const contentNetwork = defineKind({
  kind: 'content-network',
  singular: 'content delivery network',
  plural: 'content delivery networks',
  chapter: 'Firewall configuration',
  order: 5,
  attributes: {
    host: { label: 'Host' },
    restriction: { label: 'Restriction' },
  },
});
