import { defineKind } from '../kind.ts';

export const exceptionOrIssue = defineKind({
  kind: 'exception-or-issue',
  singular: 'exception or issue',
  plural: 'exceptions and issues',
  chapter: 'Exceptions and other issues',
  order: 1,
  attributes: {
    description: { label: 'Description' },
  },
});
