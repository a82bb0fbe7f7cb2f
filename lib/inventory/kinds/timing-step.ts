import { defineKind } from '../kind.ts';

export const timingStep = defineKind({
  kind: 'timing-step',
  singular: 'step of the timing chain',
  plural: 'steps of the timing chain',
  chapter: 'What else is recorded',
  order: 5,
  attributes: {
    when: { label: 'When', noun: 'time' },
    order: { label: 'Order', type: 'whole' },
  },
});
