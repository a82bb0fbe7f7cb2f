import { defineKind } from '../kind.ts';

export const procedure = defineKind({
  kind: 'procedure',
  singular: 'procedure',
  plural: 'procedures',
  chapter: 'Startup and shutdown steps',
  order: 1,
  register: 'procedures',
  attributes: {
    procedureKind: { label: 'Kind of procedure' },
    runAs: { label: 'Run as' },
    prerequisites: { label: 'Before', noun: 'prerequisites', type: 'list' },
    steps: { label: 'Steps', type: 'steps', isExpected: true },
    undo: { label: 'Way back' },
  },
});
