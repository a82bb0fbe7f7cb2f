import { defineKind } from '../kind.ts';

export const terraformStack = defineKind({
  kind: 'terraform-stack',
  singular: 'Terraform stack',
  plural: 'Terraform stacks',
  attributes: {
    lifetime: { label: 'Lifetime' },
    resources: { label: 'Resources', type: 'list' },
  },
});
