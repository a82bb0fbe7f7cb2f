import { defineKind } from '../kind.ts';

export const linuxGroup = defineKind({
  kind: 'linux-group',
  singular: 'Linux group',
  plural: 'Linux groups',
  attributes: {
    members: { label: 'Members', type: 'list' },
    description: { label: 'Description' },
  },
});
