import { defineKind } from '../kind.ts';

export const networkBridge = defineKind({
  kind: 'network-bridge',
  singular: 'network bridge',
  plural: 'network bridges',
  attributes: {
    connects: { label: 'Connects', noun: 'ends' },
    mode: { label: 'Mode' },
  },
});
