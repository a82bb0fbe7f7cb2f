import { defineKind } from '../kind.ts';

export const terraformModule = defineKind({
  kind: 'terraform-module',
  singular: 'Terraform module',
  plural: 'Terraform modules',
  attributes: {
    resources: { label: 'Resources', type: 'list' },
  },
});
