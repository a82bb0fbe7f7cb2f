import { defineKind } from '../kind.ts';

export const syncStep = defineKind({
  kind: 'sync-step',
  singular: 'step of the sync',
  plural: 'steps of the sync',
  chapter: 'Service description',
  order: 9,
  attributes: {
    position: { label: 'Number', type: 'whole' },
    pipeline: { label: 'Pipeline' },
    transport: { label: 'Transport' },
    names: { label: 'Names', type: 'list' },
    endsWhen: { label: 'Ends when', noun: 'end' },
    batch: { label: 'Batch' },
  },
});
