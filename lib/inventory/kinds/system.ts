import { defineKind } from '../kind.ts';

export const system = defineKind({
  kind: 'system',
  singular: 'system',
  plural: 'systems',
  attributes: {
    organisation: { label: 'Organisation', isExpected: true },
    projectCode: { label: 'Project code' },
    usersServed: { label: 'Used by', noun: 'users' },
    hostingPlatform: { label: 'Hosting platform' },
    hostingModel: { label: 'Hosting model' },
    drCategory: { label: 'Disaster recovery category', isExpected: true },
    costNote: { label: 'Costs' },
    resilience: { label: 'Resilience measures' },
    securityIssues: { label: 'Security issues' },
    scheduledTasks: { label: 'Scheduled tasks' },
    licences: { label: 'Software licences' },
    supportContacts: { label: 'Support contacts', isExpected: true },
    externalAccess: { label: 'External access' },
    exceptions: { label: 'Exceptions and other issues' },
    technicalChanges: { label: 'Summary of technical changes' },
    backups: { label: 'Backup schedule' },
    urls: { label: 'URLs' },
    certificates: { label: 'Certificates' },
    firewallRules: { label: 'Firewall rules' },
    diagram: { label: 'Technical diagram' },
  },
});
