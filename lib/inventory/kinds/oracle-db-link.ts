import { defineKind } from '../kind.ts';

export const oracleDbLink = defineKind({
  kind: 'oracle-db-link',
  singular: 'Oracle database link',
  plural: 'Oracle database links',
  chapter: 'Users, roles and groups',
  order: 6,
  columns: ['instance', 'linkName'],
  register: 'sources',
  attributes: {
    instance: { label: 'Instance' },
    linkName: { label: 'Link name' },
    linkOwner: { label: 'Owner of the link' },
    sourceInstance: { label: 'Source instance' },
    sourceUser: { label: 'Source user' },
  },
});
