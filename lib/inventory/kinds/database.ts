import { defineKind } from '../kind.ts';

export const database = defineKind({
  kind: 'database',
  singular: 'database',
  plural: 'databases',
  chapter: 'Data sources',
  order: 2,
  keeps: 'data',
  attributes: {
    engine: { label: 'Engine' },
    cluster: { label: 'Cluster' },
    databaseName: { label: 'Name of the database' },
    size: { label: 'Size' },
    instances: { label: 'Instances' },
    availability: { label: 'Availability' },
    backups: { label: 'Backups', isExpected: true },
    encryption: { label: 'Encryption' },
    deleteProtection: { label: 'Delete protection' },
    contents: { label: 'Holds', noun: 'contents' },
    schedule: { label: 'Schedule' },
    replica: { label: 'Replica' },
  },
});
