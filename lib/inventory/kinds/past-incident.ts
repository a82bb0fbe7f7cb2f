import { defineKind } from '../kind.ts';

export const pastIncident = defineKind({
  kind: 'past-incident',
  singular: 'past incident',
  plural: 'past incidents',
  chapter: 'Disaster recovery plan',
  order: 2,
  attributes: {
    when: { label: 'When', noun: 'time' },
    cause: { label: 'Cause' },
    effect: { label: 'Effect' },
    lesson: { label: 'Lesson' },
  },
});
