import { defineKind } from '../kind.ts';

export const apiGateway = defineKind({
  kind: 'api-gateway',
  singular: 'API gateway',
  plural: 'API gateways',
  chapter: 'Firewall configuration',
  order: 6,
  attributes: {
    path: { label: 'Path' },
    limits: { label: 'Limits' },
    authentication: { label: 'Authentication' },
  },
});
