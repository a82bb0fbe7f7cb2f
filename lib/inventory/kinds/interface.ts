import { defineKind } from '../kind.ts';

export const interfaceKind = defineKind({
  kind: 'interface',
  singular: 'interface',
  plural: 'interfaces',
  chapter: 'Interfaces and dependencies',
  order: 1,
  attributes: {
    from: { label: 'From' },
    to: { label: 'To' },
    direction: { label: 'Direction' },
    isRequired: { label: 'Required', type: 'yes-no' },
    operation: { label: 'Operation' },
    path: { label: 'Path' },
    schedule: { label: 'When', noun: 'time' },
    fields: { label: 'Fields' },
  },
});
