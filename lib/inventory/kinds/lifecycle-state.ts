import { defineKind } from '../kind.ts';

export const lifecycleState = defineKind({
  kind: 'lifecycle-state',
  singular: 'state',
  plural: 'states',
  attributes: {
    machine: { label: 'State machine' },
    meaning: { label: 'Meaning' },
  },
});
