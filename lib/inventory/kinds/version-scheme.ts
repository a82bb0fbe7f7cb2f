import { defineKind } from '../kind.ts';

export const versionScheme = defineKind({
  kind: 'version-scheme',
  singular: 'version scheme',
  plural: 'version schemes',
  chapter: 'Configuration files',
  order: 9,
  columns: ['scheme', 'caveat'],
  attributes: {
    scheme: { label: 'Scheme', isExpected: true },
  },
});
