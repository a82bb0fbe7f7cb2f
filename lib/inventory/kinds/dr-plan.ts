import { defineKind } from '../kind.ts';

export const drPlan = defineKind({
  kind: 'dr-plan',
  singular: 'disaster recovery plan',
  plural: 'disaster recovery plans',
  chapter: 'Disaster recovery plan',
  order: 1,
  attributes: {
    onSiteLoss: { label: 'On the loss of a site', noun: 'behaviour on the loss of a site' },
    dependency: { label: 'Depends on', noun: 'dependency' },
    reference: { label: 'Reference' },
    isTested: { label: 'Tested' },
  },
});
