import { defineKind } from '../kind.ts';

export const oracleAccount = defineKind({
  kind: 'oracle-account',
  singular: 'Oracle account',
  plural: 'Oracle accounts',
  attributes: {
    instance: { label: 'Instance' },
    username: { label: 'Username' },
    accountKind: { label: 'Kind of account' },
    roles: { label: 'Roles', type: 'list' },
    description: { label: 'Description' },
  },
});
