import { defineKind } from '../kind.ts';

export const vpn = defineKind({
  kind: 'vpn',
  singular: 'VPN',
  plural: 'VPNs',
  chapter: 'External access',
  order: 2,
  attributes: {
    clients: { label: 'Clients', type: 'list' },
  },
});
