import { defineKind } from '../kind.ts';

export const exceptionOrIssue = defineKind({
  kind: 'exception-or-issue',
  singular: 'exception or issue',
  plural: 'exceptions and issues',
  attributes: {
    description: { label: 'Description' },
  },
});
