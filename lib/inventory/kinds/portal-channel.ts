import { defineKind } from '../kind.ts';

export const portalChannel = defineKind({
  kind: 'portal-channel',
  singular: 'portal channel',
  plural: 'portal channels',
  chapter: 'URLs, certificates and channels',
  order: 3,
  outcome: 'users',
  attributes: {
    channelType: { label: 'Type' },
    description: { label: 'Description' },
  },
});
