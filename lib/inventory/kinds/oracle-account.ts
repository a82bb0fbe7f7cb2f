import { defineKind } from '../kind.ts';

export const oracleAccount = defineKind({
  kind: 'oracle-account',
  singular: 'Oracle account',
  plural: 'Oracle accounts',
  chapter: 'Users, roles and groups',
  order: 3,
  columns: ['description', 'instance', 'username', 'accountKind', 'roles'],
  register: 'accounts',
  attributes: {
    instance: { label: 'Instance' },
    username: { label: 'Username' },
    accountKind: { label: 'Kind of account' },
    roles: { label: 'Roles', type: 'list' },
    description: { label: 'Description' },
  },
});
