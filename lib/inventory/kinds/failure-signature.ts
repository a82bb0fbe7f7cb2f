import { defineKind } from '../kind.ts';

export const failureSignature = defineKind({
  kind: 'failure-signature',
  singular: 'failure signature',
  plural: 'failure signatures',
  chapter: 'What else is recorded',
  order: 3,
  attributes: {
    signature: { label: 'Signature' },
    likelyCause: { label: 'Likely cause' },
    seen: { label: 'Seen', noun: 'occurrence' },
  },
});
