import { defineKind } from '../kind.ts';

export const bucket = defineKind({
  kind: 'bucket',
  singular: 'storage bucket',
  plural: 'storage buckets',
  chapter: 'Data sources',
  order: 7,
  keeps: 'data',
  attributes: {
    contents: { label: 'Holds', noun: 'contents' },
    retention: { label: 'Kept for', noun: 'retention' },
    region: { label: 'Region' },
  },
});
