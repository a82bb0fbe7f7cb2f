import { defineKind } from '../kind.ts';

export const cache = defineKind({
  kind: 'cache',
  singular: 'cache',
  plural: 'caches',
  chapter: 'Data sources',
  order: 3,
  keeps: 'data',
  attributes: {
    engine: { label: 'Engine' },
    size: { label: 'Size' },
    snapshots: { label: 'Snapshots' },
    availability: { label: 'Availability' },
  },
});
