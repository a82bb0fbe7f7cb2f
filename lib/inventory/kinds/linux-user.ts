import { defineKind } from '../kind.ts';

export const linuxUser = defineKind({
  kind: 'linux-user',
  singular: 'Linux user',
  plural: 'Linux users',
  attributes: {
    homeDirectory: { label: 'Home directory' },
    description: { label: 'Description' },
  },
});
