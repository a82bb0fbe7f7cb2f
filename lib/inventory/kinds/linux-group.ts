import { defineKind } from '../kind.ts';

export const linuxGroup = defineKind({
  kind: 'linux-group',
  singular: 'Linux group',
  plural: 'Linux groups',
  chapter: 'Users, roles and groups',
  order: 2,
  columns: ['members', 'description'],
  register: 'groups',
  attributes: {
    members: { label: 'Members', type: 'list' },
    description: { label: 'Description' },
  },
});
