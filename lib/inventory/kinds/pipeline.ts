import { defineKind } from '../kind.ts';

export const pipeline = defineKind({
  kind: 'pipeline',
  singular: 'pipeline',
  plural: 'pipelines',
  chapter: 'Configuration files',
  order: 7,
  attributes: {
    trigger: { label: 'Trigger' },
    stages: { label: 'Stages', type: 'steps' },
    gate: { label: 'Gate' },
    notifies: { label: 'Notifies', noun: 'recipient of notices' },
  },
});
