import { defineKind } from '../kind.ts';

export const linuxUser = defineKind({
  kind: 'linux-user',
  singular: 'Linux user',
  plural: 'Linux users',
  chapter: 'Users, roles and groups',
  order: 1,
  columns: ['description', 'homeDirectory'],
  register: 'accounts',
  attributes: {
    homeDirectory: { label: 'Home directory' },
    description: { label: 'Description' },
  },
});
