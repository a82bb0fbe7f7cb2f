import { defineKind } from '../kind.ts';

export const webPage = defineKind({
  kind: 'web-page',
  singular: 'page',
  plural: 'pages',
  chapter: 'URLs, certificates and channels',
  order: 5,
  attributes: {
    link: { label: 'Link' },
    covers: { label: 'Covers', noun: 'coverage' },
  },
});
