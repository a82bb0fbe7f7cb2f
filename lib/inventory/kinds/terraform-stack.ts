import { defineKind } from '../kind.ts';

export const terraformStack = defineKind({
  kind: 'terraform-stack',
  singular: 'Terraform stack',
  plural: 'Terraform stacks',
  chapter: 'Configuration files',
  order: 2,
  columns: ['lifetime', 'resources'],
  attributes: {
    lifetime: { label: 'Lifetime' },
    resources: { label: 'Resources', type: 'list' },
  },
});
