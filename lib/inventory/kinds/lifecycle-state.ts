import { defineKind } from '../kind.ts';

export const lifecycleState = defineKind({
  kind: 'lifecycle-state',
  singular: 'state',
  plural: 'states',
  chapter: 'Common procedures',
  order: 3,
  columns: ['machine', 'meaning'],
  attributes: {
    machine: { label: 'State machine' },
    meaning: { label: 'Meaning' },
  },
});
