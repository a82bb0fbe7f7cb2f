import { defineKind } from '../kind.ts';

export const scheduledTask = defineKind({
  kind: 'scheduled-task',
  singular: 'scheduled task',
  plural: 'scheduled tasks',
  chapter: 'Scheduled tasks',
  order: 1,
  columns: ['schedule', 'windows', 'outside', 'timeZone', 'weekend', 'caveat'],
  attributes: {
    schedule: { label: 'Schedule', isExpected: true },
    windows: { label: 'On', noun: 'times', type: 'windows' },
    outside: { label: 'Outside these times', choices: ['off', 'scaled down'] },
    timeZone: { label: 'Time zone' },
    weekend: { label: 'At weekends' },
    command: { label: 'Command' },
    recovery: { label: 'After a failure', noun: 'way on after a failure' },
  },
});
