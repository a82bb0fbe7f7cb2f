import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planSettlement } from './settlement.ts';

it('settles exactly the tags given, whatever is outstanding', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 60 })),
      fc.func(fc.boolean()),
      (all, isSettled) => {
        const tags = all.filter((tag) => isSettled(tag));
        const left = all.filter((tag) => !tags.includes(tag)).sort((a, b) => a - b);
        const plan = planSettlement(left, tags);
        const settled = new Set(plan.single);
        for (const tag of all) if (plan.upTo !== null && tag <= plan.upTo) settled.add(tag);
        expect([...settled].sort()).toEqual([...tags].sort());
      },
    ),
  );
});

it('needs one frame for a whole batch in order', () => {
  expect(planSettlement([11, 12], [8, 9, 10])).toEqual({ upTo: 10, single: [] });
});
