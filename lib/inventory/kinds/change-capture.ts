import { defineKind } from '../kind.ts';

export const changeCapture = defineKind({
  kind: 'change-capture',
  singular: 'change data capture',
  plural: 'change data captures',
  chapter: 'Interfaces and dependencies',
  order: 7,
  attributes: {
    runsAs: { label: 'Runs as', noun: 'way of running' },
  },
});
