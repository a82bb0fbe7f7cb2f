import { defineKind } from '../kind.ts';

export const configSource = defineKind({
  kind: 'config-source',
  singular: 'source of configuration',
  plural: 'sources of configuration',
  chapter: 'Configuration files',
  order: 1,
  attributes: {
    tool: { label: 'Tool' },
    rule: { label: 'Rule' },
  },
});
