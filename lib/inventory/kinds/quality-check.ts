import { defineKind } from '../kind.ts';

export const qualityCheck = defineKind({
  kind: 'quality-check',
  singular: 'quality check',
  plural: 'quality checks',
  chapter: 'Scheduled tasks',
  order: 2,
  attributes: {
    schedule: { label: 'Schedule' },
    checks: { label: 'Checks', noun: 'checks', type: 'list' },
    emits: { label: 'Emits', noun: 'events', type: 'list' },
  },
});
