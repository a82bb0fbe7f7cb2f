import { defineKind } from '../kind.ts';

export const channel = defineKind({
  kind: 'channel',
  singular: 'channel',
  plural: 'channels',
  chapter: 'URLs, certificates and channels',
  order: 4,
  attributes: {
    audience: { label: 'Audience' },
    kindOfChannel: { label: 'Kind of channel' },
  },
});
