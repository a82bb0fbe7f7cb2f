import { defineKind } from '../kind.ts';

export const branchRule = defineKind({
  kind: 'branch-rule',
  singular: 'branch rule',
  plural: 'branch rules',
  chapter: 'Configuration files',
  order: 10,
  columns: ['deploys', 'documented', 'actual'],
  attributes: {
    prefix: { label: 'Prefix' },
    deploys: { label: 'Deploys' },
    documented: { label: 'As documented', noun: 'documented side' },
    actual: { label: 'As the repository does it', noun: 'side of the repository' },
  },
});
