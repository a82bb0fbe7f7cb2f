import { defineKind } from '../kind.ts';

export const userAction = defineKind({
  kind: 'user-action',
  singular: 'action of users',
  plural: 'actions of users',
  chapter: 'Service description',
  order: 8,
  outcome: 'users',
  attributes: {
    reasons: { label: 'Reasons' },
  },
});
