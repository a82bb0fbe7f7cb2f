import { defineKind } from '../kind.ts';

export const deliverable = defineKind({
  kind: 'deliverable',
  singular: 'key deliverable',
  plural: 'key deliverables',
  chapter: 'Key deliverables',
  order: 1,
  attributes: {
    businessBenefit: { label: 'Business benefit' },
  },
});
