import { defineKind } from '../kind.ts';

export const server = defineKind({
  kind: 'server',
  singular: 'server',
  plural: 'servers',
  chapter: 'Servers',
  order: 1,
  attributes: {
    hostname: { label: 'Host name' },
    site: { label: 'Site' },
    physicalOrVirtual: { label: 'Physical or virtual' },
    sharedOrDedicated: { label: 'Shared or dedicated' },
    cpuCores: { label: 'CPU cores', type: 'whole', isExpected: true },
    memory: { label: 'Memory', isExpected: true },
    operatingSystem: { label: 'Operating system', isExpected: true },
    region: { label: 'Region' },
    size: { label: 'Size', isExpected: true },
    software: { label: 'Software', type: 'list' },
    dependencies: { label: 'Dependencies', type: 'list' },
    patching: { label: 'Patching' },
  },
});
