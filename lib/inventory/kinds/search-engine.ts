import { defineKind } from '../kind.ts';

export const searchEngine = defineKind({
  kind: 'search-engine',
  singular: 'search engine',
  plural: 'search engines',
  attributes: {
    engine: { label: 'Engine' },
    contents: { label: 'Holds', noun: 'contents' },
  },
});
