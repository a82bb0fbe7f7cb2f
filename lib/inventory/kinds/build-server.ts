import { defineKind } from '../kind.ts';

export const buildServer = defineKind({
  kind: 'build-server',
  singular: 'build server',
  plural: 'build servers',
  attributes: {
    tools: { label: 'Tools', type: 'list' },
  },
});
