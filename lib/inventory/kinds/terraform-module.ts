import { defineKind } from '../kind.ts';

export const terraformModule = defineKind({
  kind: 'terraform-module',
  singular: 'Terraform module',
  plural: 'Terraform modules',
  chapter: 'Configuration files',
  order: 3,
  columns: ['resources'],
  attributes: {
    resources: { label: 'Resources', type: 'list' },
  },
});
