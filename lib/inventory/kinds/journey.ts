import { defineKind } from '../kind.ts';

export const journey = defineKind({
  kind: 'journey',
  singular: 'page of users',
  plural: 'pages of users',
  outcome: 'users',
  attributes: {
    label: { label: 'Label' },
    route: { label: 'Route' },
    endpoint: { label: 'Endpoint' },
    backend: { label: 'Backend' },
    store: { label: 'Store' },
    restriction: { label: 'Restriction' },
  },
});
