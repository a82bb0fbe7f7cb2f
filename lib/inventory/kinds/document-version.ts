import { defineKind } from '../kind.ts';

export const documentVersion = defineKind({
  kind: 'document-version',
  singular: 'document version',
  plural: 'document versions',
  chapter: 'Version control',
  order: 1,
  attributes: {
    date: { label: 'Date', type: 'day' },
    version: { label: 'Version' },
    author: { label: 'Author (role)' },
    sections: { label: 'Sections' },
    amendments: { label: 'Amendments' },
  },
});
