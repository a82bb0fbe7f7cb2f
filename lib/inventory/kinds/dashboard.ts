import { defineKind } from '../kind.ts';

export const dashboard = defineKind({
  kind: 'dashboard',
  singular: 'dashboard',
  plural: 'dashboards',
  attributes: {
    tiles: { label: 'Tiles', type: 'list' },
  },
});
