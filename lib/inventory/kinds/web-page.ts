import { defineKind } from '../kind.ts';

export const webPage = defineKind({
  kind: 'web-page',
  singular: 'page',
  plural: 'pages',
  attributes: {
    link: { label: 'Link' },
    covers: { label: 'Covers', noun: 'coverage' },
  },
});
