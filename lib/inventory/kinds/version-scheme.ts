import { defineKind } from '../kind.ts';

export const versionScheme = defineKind({
  kind: 'version-scheme',
  singular: 'version scheme',
  plural: 'version schemes',
  attributes: {
    scheme: { label: 'Scheme', isExpected: true },
  },
});
