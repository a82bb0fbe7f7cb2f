import type { AttentionItem } from '#components/shell/contribution.ts';
import { contributions } from '#components/shell/pages.ts';
import type { EnvironmentFacts } from '#components/shell/shell-query.ts';

const order: Readonly<Record<AttentionItem['kind'], number>> = {
  users: 0,
  risk: 1,
  'not-known': 2,
  'to-do': 3,
};

/** What needs a person now, from every feature; worst for users first. */
export const needsAttention = (facts: EnvironmentFacts): AttentionItem[] =>
  contributions
    .flatMap(({ attention }) => attention(facts))
    .sort((a, b) => order[a.kind] - order[b.kind]);
