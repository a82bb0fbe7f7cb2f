import { defineKind } from '../kind.ts';

export const loadBalancer = defineKind({
  kind: 'load-balancer',
  singular: 'load balancer',
  plural: 'load balancers',
  attributes: {
    host: { label: 'Host' },
    healthCheck: { label: 'Health check' },
  },
});
