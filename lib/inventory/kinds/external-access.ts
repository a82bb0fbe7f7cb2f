import { defineKind } from '../kind.ts';

export const externalAccess = defineKind({
  kind: 'external-access',
  singular: 'external access',
  plural: 'external accesses',
  attributes: {
    contactDetails: { label: 'Contact details' },
    accessMethod: { label: 'Access method' },
    need: { label: 'Description of need' },
  },
});
