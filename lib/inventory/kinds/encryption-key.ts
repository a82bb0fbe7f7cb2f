import { defineKind } from '../kind.ts';

export const encryptionKey = defineKind({
  kind: 'encryption-key',
  singular: 'encryption key',
  plural: 'encryption keys',
  chapter: 'Security issues',
  order: 2,
  attributes: {
    protects: { label: 'Protects', noun: 'scope' },
  },
});
