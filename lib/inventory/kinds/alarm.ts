import { defineKind } from '../kind.ts';

export const alarm = defineKind({
  kind: 'alarm',
  singular: 'alarm',
  plural: 'alarms',
  chapter: 'Log files',
  order: 2,
  columns: ['scope', 'threshold', 'missingFor'],
  attributes: {
    scope: { label: 'Scope' },
    threshold: { label: 'Threshold' },
    notifies: { label: 'Notifies', noun: 'recipient of notices' },
    missingFor: { label: 'Not made for', noun: 'exception' },
  },
});
