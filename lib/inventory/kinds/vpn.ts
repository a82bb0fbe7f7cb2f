import { defineKind } from '../kind.ts';

export const vpn = defineKind({
  kind: 'vpn',
  singular: 'VPN',
  plural: 'VPNs',
  attributes: {
    clients: { label: 'Clients', type: 'list' },
  },
});
