import { defineKind } from '../kind.ts';

export const backupPolicy = defineKind({
  kind: 'backup-policy',
  singular: 'backup policy',
  plural: 'backup policies',
  chapter: 'Backup policy',
  order: 1,
  attributes: {
    covers: { label: 'Covers', noun: 'coverage' },
    policy: { label: 'Policy', isExpected: true },
    retention: { label: 'Kept for', noun: 'retention' },
  },
});
