import { defineKind } from '../kind.ts';

export const failureEffect = defineKind({
  kind: 'failure-effect',
  singular: 'effect of a failure',
  plural: 'effects of failures',
  chapter: 'What else is recorded',
  order: 6,
  attributes: {
    condition: { label: 'Condition' },
    effects: { label: 'Effects', type: 'list' },
    harmed: { label: 'Who is harmed' },
  },
});
