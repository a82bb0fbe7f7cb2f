import { defineKind } from '../kind.ts';

export const allowList = defineKind({
  kind: 'allow-list',
  singular: 'allow list',
  plural: 'allow lists',
  chapter: 'Security issues',
  order: 3,
  columns: ['secretName', 'enforcedBy', 'twoSteps', 'drift'],
  attributes: {
    secretName: { label: 'Name of the secret' },
    shape: { label: 'Shape' },
    enforcedBy: { label: 'Enforced by', type: 'list' },
    twoSteps: { label: 'Two steps' },
    drift: { label: 'Drift' },
  },
});
