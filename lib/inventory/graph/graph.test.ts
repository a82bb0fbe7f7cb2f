import ELK from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  graphEdges,
  graphKeys,
  inOrder,
  keyLeadsTo,
  layoutOf,
  nodeSize,
  positionsOf,
  shareNodes,
  type GraphEdge,
} from './graph.ts';

const elk = new ELK();
const layout = async (keys: readonly string[], edges: readonly GraphEdge[]) => {
  const { children = [] } = await elk.layout(
    layoutOf(
      keys.map((key) => ({ key })),
      edges,
    ),
  );
  return positionsOf(children);
};

const names = ['a', 'b', 'c/d@e f', 'g', 'h', 'i', 'j'];
const someEdges = fc
  .array(
    fc.record({
      needs: fc.constantFrom(...names),
      needed: fc.constantFrom(...names),
      kind: fc.constantFrom('depends on', 'runs on'),
    }),
    { maxLength: 25 },
  )
  .map(graphEdges);

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

describe('the layout', () => {
  it('gives every node a place of its own, in circles too', async () => {
    await fc.assert(
      fc.asyncProperty(someEdges, async (edges) => {
        const positions = [...(await layout(names, edges)).values()];
        expect(positions).toHaveLength(names.length);
        positions.forEach((one, at) => {
          for (const other of positions.slice(at + 1))
            expect(
              Math.abs(one.x - other.x) >= nodeSize.width ||
                Math.abs(one.y - other.y) >= nodeSize.height,
            ).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('leads from what is needed to what stops without it, left to right', async () => {
    const positions = await layout(
      ['store', 'service', 'page'],
      graphEdges([
        { needs: 'service', needed: 'store', kind: 'depends on' },
        { needs: 'page', needed: 'service', kind: 'depends on' },
      ]),
    );
    expect(inOrder(positions)).toEqual(['store', 'service', 'page']);
  });
});

describe('the keys', () => {
  it('lead along relations, stay inside, and reach every node', async () => {
    await fc.assert(
      fc.asyncProperty(someEdges, fc.constantFrom(...names), async (edges, from) => {
        const positions = await layout(names, edges);
        for (const key of graphKeys)
          expect(positions.has(keyLeadsTo(key, from, positions, edges))).toBe(true);
        const left = keyLeadsTo('ArrowLeft', from, positions, edges);
        const right = keyLeadsTo('ArrowRight', from, positions, edges);
        expect(left === from || edges.some((e) => e.needs === from && e.needed === left)).toBe(
          true,
        );
        expect(right === from || edges.some((e) => e.needed === from && e.needs === right)).toBe(
          true,
        );
        const seen = new Set([keyLeadsTo('Home', from, positions, edges)]);
        for (const at of seen) seen.add(keyLeadsTo('ArrowDown', at, positions, edges));
        expect(seen.size).toBe(names.length);
        const last = keyLeadsTo('End', from, positions, edges);
        const back = new Set([last]);
        for (const at of back) back.add(keyLeadsTo('ArrowUp', at, positions, edges));
        expect(back.size).toBe(names.length);
      }),
      { numRuns: 40 },
    );
  });
});
