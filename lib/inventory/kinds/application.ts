import { defineKind } from '../kind.ts';

export const application = defineKind({
  kind: 'application',
  singular: 'application',
  plural: 'applications',
  attributes: {
    applicationKind: { label: 'Kind of application' },
    language: { label: 'Language' },
    platform: { label: 'Platform' },
    size: { label: 'Size' },
    bindAddress: { label: 'Listens on', noun: 'address' },
    pidFile: { label: 'PID file' },
    processId: { label: 'Process name' },
    ownerAccount: { label: 'Owner account' },
    venvPath: { label: 'Virtual environment' },
    codePath: { label: 'Code' },
    repository: { label: 'Repository' },
    puppetProfile: { label: 'Puppet profile', noun: 'Puppet profile' },
    workerClass: { label: 'Worker class' },
    workers: { label: 'Workers', type: 'whole' },
    threads: { label: 'Threads', type: 'whole' },
    taskFamily: { label: 'Task family' },
    logGroup: { label: 'Log group' },
    healthCheck: { label: 'Health check' },
    schedule: { label: 'Schedule' },
    storage: { label: 'Stores' },
  },
});
