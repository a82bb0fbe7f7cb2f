import { defineKind } from '../kind.ts';

export const oracleSchema = defineKind({
  kind: 'oracle-schema',
  singular: 'Oracle schema',
  plural: 'Oracle schemas',
  attributes: {
    instance: { label: 'Instance' },
    schema: { label: 'Schema' },
    tablespaces: { label: 'Tablespaces', type: 'list' },
  },
});
