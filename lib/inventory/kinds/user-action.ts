import { defineKind } from '../kind.ts';

export const userAction = defineKind({
  kind: 'user-action',
  singular: 'action of users',
  plural: 'actions of users',
  outcome: 'users',
  attributes: {
    reasons: { label: 'Reasons' },
  },
});
