import { defineKind } from '../kind.ts';

export const deliverable = defineKind({
  kind: 'deliverable',
  singular: 'key deliverable',
  plural: 'key deliverables',
  attributes: {
    businessBenefit: { label: 'Business benefit' },
  },
});
