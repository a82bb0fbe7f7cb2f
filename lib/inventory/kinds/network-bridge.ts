import { defineKind } from '../kind.ts';

export const networkBridge = defineKind({
  kind: 'network-bridge',
  singular: 'network bridge',
  plural: 'network bridges',
  chapter: 'Firewall configuration',
  order: 7,
  attributes: {
    connects: { label: 'Connects', noun: 'ends' },
    mode: { label: 'Mode' },
  },
});
