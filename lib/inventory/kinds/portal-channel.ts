import { defineKind } from '../kind.ts';

export const portalChannel = defineKind({
  kind: 'portal-channel',
  singular: 'portal channel',
  plural: 'portal channels',
  outcome: 'users',
  attributes: {
    channelType: { label: 'Type' },
    description: { label: 'Description' },
  },
});
