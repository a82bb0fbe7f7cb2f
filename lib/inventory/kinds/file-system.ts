import { defineKind } from '../kind.ts';

export const fileSystem = defineKind({
  kind: 'file-system',
  singular: 'file system',
  plural: 'file systems',
  chapter: 'Servers',
  order: 4,
  keeps: 'data',
  attributes: {
    servers: { label: 'Servers' },
    volume: { label: 'Volume' },
    size: { label: 'Size' },
  },
});
