import { defineKind } from '../kind.ts';

export const stakeholder = defineKind({
  kind: 'stakeholder',
  singular: 'stakeholder',
  plural: 'stakeholders',
  chapter: 'Stakeholders',
  order: 1,
  attributes: {
    role: { label: 'Role' },
    unit: { label: 'Unit' },
    isNamed: { label: 'Named in the source', type: 'yes-no' },
  },
});
