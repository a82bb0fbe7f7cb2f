import { defineKind } from '../kind.ts';

export const channel = defineKind({
  kind: 'channel',
  singular: 'channel',
  plural: 'channels',
  attributes: {
    audience: { label: 'Audience' },
    kindOfChannel: { label: 'Kind of channel' },
  },
});
