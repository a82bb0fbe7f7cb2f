import { defineKind } from '../kind.ts';

export const oracleRole = defineKind({
  kind: 'oracle-role',
  singular: 'Oracle database role',
  plural: 'Oracle database roles',
  chapter: 'Users, roles and groups',
  order: 4,
  columns: ['instance', 'databaseRole', 'description'],
  register: 'groups',
  attributes: {
    instance: { label: 'Instance' },
    databaseRole: { label: 'Database role' },
    description: { label: 'Description' },
  },
});
