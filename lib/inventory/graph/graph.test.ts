import fc from 'fast-check';
import { expect, it } from 'vitest';
import { graphEdges, shareNodes } from './graph.ts';

it('gives half of its nodes to each side, and what one leaves to the other', () => {
  expect(shareNodes(500, 600, 600)).toEqual({ needs: 250, neededBy: 250 });
  expect(shareNodes(500, 3, 600)).toEqual({ needs: 3, neededBy: 497 });
  expect(shareNodes(500, 600, 0)).toEqual({ needs: 500, neededBy: 0 });
  const side = fc.nat(40);
  fc.assert(
    fc.property(fc.nat(40), side, side, (most, needs, neededBy) => {
      const share = shareNodes(most, needs, neededBy);
      expect(share.needs).toBeLessThanOrEqual(needs);
      expect(share.neededBy).toBeLessThanOrEqual(neededBy);
      // No place stays free while something waits, but for the one that halves leave.
      const left = most - share.needs - share.neededBy;
      expect(left).toBeGreaterThanOrEqual(0);
      if (left > 1) expect([share.needs, share.neededBy]).toEqual([needs, neededBy]);
    }),
  );
});

it('has one edge between two, with the kinds of all relations, and none to itself', () => {
  const between = { needs: 'a', needed: 'b' };
  expect(
    graphEdges([
      { ...between, kind: 'runs on' },
      { ...between, kind: 'depends on' },
      { ...between, kind: 'runs on' },
      { needs: 'b', needed: 'a', kind: 'calls' },
      { needs: 'a', needed: 'a', kind: 'calls' },
    ]),
  ).toEqual([
    { ...between, kinds: ['runs on', 'depends on'] },
    { needs: 'b', needed: 'a', kinds: ['calls'] },
  ]);
});
