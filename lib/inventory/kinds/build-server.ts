import { defineKind } from '../kind.ts';

export const buildServer = defineKind({
  kind: 'build-server',
  singular: 'build server',
  plural: 'build servers',
  chapter: 'Servers',
  order: 6,
  attributes: {
    tools: { label: 'Tools', type: 'list' },
  },
});
