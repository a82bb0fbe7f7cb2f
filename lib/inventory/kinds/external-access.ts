import { defineKind } from '../kind.ts';

export const externalAccess = defineKind({
  kind: 'external-access',
  singular: 'external access',
  plural: 'external accesses',
  chapter: 'External access',
  order: 1,
  columns: ['contactDetails', 'accessMethod', 'need'],
  register: 'accounts',
  attributes: {
    contactDetails: { label: 'Contact details' },
    accessMethod: { label: 'Access method' },
    need: { label: 'Description of need' },
  },
});
