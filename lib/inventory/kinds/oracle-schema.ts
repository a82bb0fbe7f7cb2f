import { defineKind } from '../kind.ts';

export const oracleSchema = defineKind({
  kind: 'oracle-schema',
  singular: 'Oracle schema',
  plural: 'Oracle schemas',
  chapter: 'Users, roles and groups',
  order: 5,
  columns: ['instance', 'schema', 'tablespaces'],
  register: 'sources',
  keeps: 'within another',
  attributes: {
    instance: { label: 'Instance' },
    schema: { label: 'Schema' },
    tablespaces: { label: 'Tablespaces', type: 'list' },
  },
});
