import { defineKind } from '../kind.ts';

export const searchIndex = defineKind({
  kind: 'search-index',
  singular: 'search index',
  plural: 'search indexes',
  chapter: 'Data sources',
  order: 5,
  keeps: 'within another',
  attributes: {
    contents: { label: 'Holds', noun: 'contents' },
    engine: { label: 'Engine' },
    documents: { label: 'Documents' },
  },
});
