import { defineKind } from '../kind.ts';

export const stateBackend = defineKind({
  kind: 'state-backend',
  singular: 'Terraform backend',
  plural: 'Terraform backends',
  chapter: 'Configuration files',
  order: 4,
  columns: ['stateKey', 'bucket', 'lockTable', 'caveat'],
  attributes: {
    stateKey: { label: 'State key' },
    bucket: { label: 'State bucket' },
    lockTable: { label: 'Lock table' },
    replica: { label: 'Replica' },
  },
});
