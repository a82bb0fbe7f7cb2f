import { defineKind } from '../kind.ts';

export const webFirewall = defineKind({
  kind: 'web-firewall',
  singular: 'web application firewall',
  plural: 'web application firewalls',
  chapter: 'Firewall configuration',
  order: 2,
  attributes: {
    isOn: { label: 'On', noun: 'switch' },
    rules: { label: 'Rules', type: 'list' },
  },
});
