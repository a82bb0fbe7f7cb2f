import { defineKind } from '../kind.ts';

export const firewallRule = defineKind({
  kind: 'firewall-rule',
  singular: 'firewall rule',
  plural: 'firewall rules',
  chapter: 'Firewall configuration',
  order: 1,
  columns: ['sources', 'destinations', 'ports', 'protocols', 'firewall'],
  register: 'rules',
  attributes: {
    firewall: { label: 'Firewall' },
    sources: { label: 'From', type: 'list', isExpected: true },
    destinations: { label: 'To', type: 'list', isExpected: true },
    ports: { label: 'Ports', type: 'list', isExpected: true },
    protocols: { label: 'Protocols', type: 'list' },
  },
});
