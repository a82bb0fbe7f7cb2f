import { defineKind } from '../kind.ts';

export const difference = defineKind({
  kind: 'difference',
  singular: 'difference',
  plural: 'differences',
  chapter: 'Differences between sources',
  order: 1,
  columns: ['documented', 'actual', 'where'],
  attributes: {
    documented: { label: 'As documented', noun: 'documented side' },
    actual: { label: 'As found', noun: 'side that was found' },
    where: { label: 'Where' },
  },
});
