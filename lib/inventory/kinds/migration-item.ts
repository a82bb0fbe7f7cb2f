import { defineKind } from '../kind.ts';
import { migrationEvidences, migrationStatuses } from '../migration/migration-item.ts';

export const migrationItem = defineKind({
  kind: 'migration-item',
  singular: 'migration item',
  plural: 'migration items',
  chapter: 'Key deliverables',
  order: 2,
  attributes: {
    current: { label: 'On Azure now', noun: 'part on Azure', isExpected: true },
    target: { label: 'On AWS', noun: 'counterpart on AWS', isExpected: true },
    migrationStatus: { label: 'Status', choices: migrationStatuses, isExpected: true },
    evidence: { label: 'Evidence', choices: migrationEvidences, isExpected: true },
    evidenceText: { label: 'What says so', noun: 'evidence text' },
    owner: { label: 'Owner', isExpected: true },
    wave: { label: 'Wave' },
    blockedBy: { label: 'Blocked by', type: 'list' },
    sizeDrivers: { label: 'What sets the size', noun: 'size drivers' },
    openQuestion: { label: 'Open question' },
  },
});
