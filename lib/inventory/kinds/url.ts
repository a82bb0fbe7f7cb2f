import { defineKind } from '../kind.ts';

export const url = defineKind({
  kind: 'url',
  singular: 'URL',
  plural: 'URLs',
  attributes: {
    url: { label: 'URL', isExpected: true },
    application: { label: 'Application' },
  },
});
