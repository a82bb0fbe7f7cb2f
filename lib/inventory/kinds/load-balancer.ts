import { defineKind } from '../kind.ts';

export const loadBalancer = defineKind({
  kind: 'load-balancer',
  singular: 'load balancer',
  plural: 'load balancers',
  chapter: 'Firewall configuration',
  order: 4,
  attributes: {
    host: { label: 'Host' },
    healthCheck: { label: 'Health check' },
  },
});
