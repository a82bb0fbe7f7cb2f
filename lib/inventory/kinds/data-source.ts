import { defineKind } from '../kind.ts';

export const dataSource = defineKind({
  kind: 'data-source',
  singular: 'data source',
  plural: 'data sources',
  chapter: 'Data sources',
  order: 1,
  columns: ['namePattern', 'username', 'database'],
  register: 'sources',
  attributes: {
    namePattern: { label: 'Name' },
    username: { label: 'Username' },
    database: { label: 'Database' },
  },
});
