import { defineKind } from '../kind.ts';

export const queue = defineKind({
  kind: 'queue',
  singular: 'queue',
  plural: 'queues',
  chapter: 'Interfaces and dependencies',
  order: 5,
  keeps: 'within another',
  attributes: {
    transport: { label: 'Transport' },
    routingKey: { label: 'Routing key' },
    exchange: { label: 'Exchange' },
    retention: { label: 'Kept for', noun: 'retention' },
    maxReceives: { label: 'Attempts before dead letter' },
    isFifo: { label: 'In order', type: 'yes-no' },
    grouping: { label: 'Message group' },
    batch: { label: 'Batch' },
    endsWhen: { label: 'Ends when', noun: 'end' },
  },
});
