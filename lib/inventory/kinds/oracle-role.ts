import { defineKind } from '../kind.ts';

export const oracleRole = defineKind({
  kind: 'oracle-role',
  singular: 'Oracle database role',
  plural: 'Oracle database roles',
  attributes: {
    instance: { label: 'Instance' },
    databaseRole: { label: 'Database role' },
    description: { label: 'Description' },
  },
});
