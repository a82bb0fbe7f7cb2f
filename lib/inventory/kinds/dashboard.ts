import { defineKind } from '../kind.ts';

export const dashboard = defineKind({
  kind: 'dashboard',
  singular: 'dashboard',
  plural: 'dashboards',
  chapter: 'Log files',
  order: 4,
  attributes: {
    tiles: { label: 'Tiles', type: 'list' },
  },
});
