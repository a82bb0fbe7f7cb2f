import { defineKind } from '../kind.ts';

export const supportContact = defineKind({
  kind: 'support-contact',
  singular: 'support contact',
  plural: 'support contacts',
  chapter: 'Support contacts',
  order: 1,
  attributes: {
    reachedBy: { label: 'Reached by', noun: 'way to reach them' },
    hours: { label: 'Hours' },
  },
});
