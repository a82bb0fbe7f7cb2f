import { defineKind } from '../kind.ts';

export const journey = defineKind({
  kind: 'journey',
  singular: 'page of users',
  plural: 'pages of users',
  chapter: 'Service description',
  order: 7,
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
