import { defineKind } from '../kind.ts';

export const logFile = defineKind({
  kind: 'log-file',
  singular: 'log file',
  plural: 'log files',
  chapter: 'Log files',
  order: 1,
  attributes: {
    servers: { label: 'Servers' },
    application: { label: 'Application' },
    path: { label: 'Path', isExpected: true },
  },
});
