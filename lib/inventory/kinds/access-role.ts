import { defineKind } from '../kind.ts';

export const accessRole = defineKind({
  kind: 'access-role',
  singular: 'role',
  plural: 'roles',
  chapter: 'Authentication and authorisation',
  order: 2,
  columns: ['purpose', 'rights', 'scope'],
  register: 'groups',
  attributes: {
    rights: { label: 'Rights' },
    scope: { label: 'Scope' },
    givenBy: { label: 'Given by', noun: 'way in which it is given' },
  },
});
