import { defineKind } from '../kind.ts';

export const pipelineStage = defineKind({
  kind: 'pipeline-stage',
  singular: 'pipeline stage',
  plural: 'pipeline stages',
  chapter: 'Configuration files',
  order: 8,
  columns: ['pipeline', 'content', 'gate'],
  attributes: {
    pipeline: { label: 'Pipeline' },
    content: { label: 'Content' },
    gate: { label: 'Gate' },
    position: { label: 'Position', type: 'whole' },
  },
});
