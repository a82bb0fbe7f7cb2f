import { defineKind } from '../kind.ts';

export const searchEngine = defineKind({
  kind: 'search-engine',
  singular: 'search engine',
  plural: 'search engines',
  chapter: 'Data sources',
  order: 4,
  keeps: 'data',
  attributes: {
    engine: { label: 'Engine' },
    contents: { label: 'Holds', noun: 'contents' },
  },
});
