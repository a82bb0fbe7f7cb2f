import { defineKind } from '../kind.ts';

export const oracleDbLink = defineKind({
  kind: 'oracle-db-link',
  singular: 'Oracle database link',
  plural: 'Oracle database links',
  attributes: {
    instance: { label: 'Instance' },
    linkName: { label: 'Link name' },
    linkOwner: { label: 'Owner of the link' },
    sourceInstance: { label: 'Source instance' },
    sourceUser: { label: 'Source user' },
  },
});
