import { defineKind } from '../kind.ts';

export const url = defineKind({
  kind: 'url',
  singular: 'URL',
  plural: 'URLs',
  chapter: 'URLs, certificates and channels',
  order: 1,
  attributes: {
    url: { label: 'URL', isExpected: true },
    application: { label: 'Application' },
  },
});
