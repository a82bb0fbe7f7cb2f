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
    done: { label: 'What was done', noun: 'what was done' },
    lesson: { label: 'Lesson' },
    failing: { label: 'Recognised where it fails', noun: 'what fails', type: 'list' },
    words: { label: 'Recognised by the words', noun: 'words to recognise it by', type: 'list' },
  },
});
