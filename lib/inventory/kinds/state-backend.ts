import { defineKind } from '../kind.ts';

export const stateBackend = defineKind({
  kind: 'state-backend',
  singular: 'Terraform backend',
  plural: 'Terraform backends',
  attributes: {
    stateKey: { label: 'State key' },
    bucket: { label: 'State bucket' },
    lockTable: { label: 'Lock table' },
    replica: { label: 'Replica' },
  },
});
