import { defineKind } from '../kind.ts';

export const serverDependency = defineKind({
  kind: 'server-dependency',
  singular: 'dependency of servers',
  plural: 'dependencies of servers',
  chapter: 'Servers',
  order: 3,
  attributes: {
    servers: { label: 'Servers', type: 'list' },
  },
});
