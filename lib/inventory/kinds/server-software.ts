import { defineKind } from '../kind.ts';

export const serverSoftware = defineKind({
  kind: 'server-software',
  singular: 'software on servers',
  plural: 'software on servers',
  chapter: 'Servers',
  order: 2,
  attributes: {
    version: { label: 'Version', isExpected: true },
    servers: { label: 'Servers', type: 'list' },
  },
});
