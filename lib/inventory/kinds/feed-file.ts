import { defineKind } from '../kind.ts';

export const feedFile = defineKind({
  kind: 'feed-file',
  singular: 'file',
  plural: 'files',
  chapter: 'Interfaces and dependencies',
  order: 8,
  outcome: 'downstream',
  attributes: {
    direction: { label: 'Direction' },
    content: { label: 'Content' },
    timing: { label: 'Timing' },
    usage: { label: 'Use' },
  },
});
