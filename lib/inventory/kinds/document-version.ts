import { defineKind } from '../kind.ts';

export const documentVersion = defineKind({
  kind: 'document-version',
  singular: 'document version',
  plural: 'document versions',
  attributes: {
    date: { label: 'Date', type: 'day' },
    version: { label: 'Version' },
    author: { label: 'Author (role)' },
    sections: { label: 'Sections' },
    amendments: { label: 'Amendments' },
  },
});
