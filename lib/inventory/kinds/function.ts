import { defineKind } from '../kind.ts';

export const functionKind = defineKind({
  kind: 'function',
  singular: 'function',
  plural: 'functions',
  chapter: 'Service description',
  order: 4,
  attributes: {
    timeout: { label: 'Timeout' },
    memory: { label: 'Memory' },
    runtime: { label: 'Runtime' },
  },
});
