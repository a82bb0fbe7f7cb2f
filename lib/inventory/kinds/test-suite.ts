import { defineKind } from '../kind.ts';

export const testSuite = defineKind({
  kind: 'test-suite',
  singular: 'test suite',
  plural: 'test suites',
  chapter: 'Common procedures',
  order: 4,
  columns: ['runsWhere', 'command', 'prerequisites', 'tags', 'limits'],
  attributes: {
    covers: { label: 'Covers', noun: 'coverage', type: 'list' },
    runsWhere: { label: 'Runs where', noun: 'way of running', type: 'list' },
    command: { label: 'Command' },
    prerequisites: { label: 'Before', noun: 'prerequisites', type: 'list' },
    tags: { label: 'Tags', type: 'list' },
    doneBy: { label: 'Done by' },
    limits: { label: 'Limits' },
  },
});
