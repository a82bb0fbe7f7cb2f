import ELK from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphEdges, type GraphNode } from './graph.ts';
import {
  graphKeys,
  inOrder,
  keyLeadsTo,
  layoutOf,
  positionsOf,
  type Positions,
  type Rectangle,
} from './layout.ts';
import { edgesAt, mostBoxes, pictureOf, toggled, type Picture } from './picture.ts';

const elk = new ELK();
const layout = async (picture: Picture): Promise<Positions> => {
  const { children = [] } = await elk.layout(layoutOf(picture));
  return positionsOf(children);
};

const chosen: GraphNode = {
  key: 'chosen/c',
  name: 'The chosen one',
  kindTitle: 'server',
  kindPlural: 'servers',
  estate: 'chosen',
  estateTitle: 'Chosen',
  environment: null,
  side: 'chosen',
  column: 0,
  outcome: null,
};

const someNode = fc
  .record({
    kindTitle: fc.constantFrom('queue', 'server', 'page'),
    estate: fc.constantFrom('a', 'b/c@d'),
    environment: fc.constantFrom(null, 'live', 'test'),
    column: fc.integer({ min: -4, max: 4 }).filter((column) => column !== 0),
    inCircle: fc.boolean(),
  })
  .map(({ column, inCircle, ...node }) => ({
    ...node,
    column,
    kindPlural: `${node.kindTitle}s`,
    estateTitle: node.estate.toUpperCase(),
    side: inCircle ? ('both' as const) : column < 0 ? ('needs' as const) : ('needed-by' as const),
    outcome: node.kindTitle === 'page' ? ('users' as const) : null,
  }));

const graphOf = (most: number) =>
  fc
    .record({
      nodes: fc.array(someNode, { maxLength: most }),
      ends: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: most * 2 }),
    })
    .map(({ nodes, ends }) => {
      const all: GraphNode[] = [
        chosen,
        ...nodes.map((node, at) => ({
          ...node,
          key: `${node.estate}/n${String(at)}`,
          name: `Name ${String(at)}`,
        })),
      ];
      const at = (position: number): string => all[position % all.length]?.key ?? '';
      const edges = graphEdges(
        ends.map(([needs, needed]) => ({ needs: at(needs), needed: at(needed), kind: 'calls' })),
      );
      return { nodes: all, edges };
    });

const none: ReadonlySet<string> = new Set();
const groupsOf = ({ boxes }: Picture) => boxes.filter(({ members }) => members.length > 1);
const allOpen = (graph: Parameters<typeof pictureOf>[0]): Picture =>
  pictureOf(
    graph,
    new Set(groupsOf(pictureOf(graph, none)).reduce<readonly string[]>(toggled, [])),
  );

const apart = (one: Rectangle, other: Rectangle): boolean =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

describe('a picture', () => {
  it('has every thing in one box, and no column longer than can be read', () => {
    fc.assert(
      fc.property(graphOf(300), (graph) => {
        const { boxes } = pictureOf(graph, none);
        expect(boxes.flatMap(({ members }) => members.map(({ key }) => key)).sort()).toEqual(
          graph.nodes.map(({ key }) => key).sort(),
        );
        expect(new Set(boxes.map(({ id }) => id)).size).toBe(boxes.length);
        const columns = new Map<number, number>();
        for (const { column } of boxes) columns.set(column, (columns.get(column) ?? 0) + 1);
        for (const [column, length] of columns)
          expect(length).toBeLessThanOrEqual(Math.abs(column) > 2 ? mostBoxes.far : mostBoxes.near);
      }),
    );
  });

  it('puts together what is in one column, stops or does not, and is noticed or is not', () => {
    fc.assert(
      fc.property(graphOf(300), (graph) => {
        for (const { column, members } of groupsOf(pictureOf(graph, none))) {
          expect(new Set(members.map((node) => node.column))).toEqual(new Set([column]));
          expect(new Set(members.map(({ side }) => side === 'needs')).size).toBe(1);
          expect(new Set(members.map(({ outcome }) => outcome)).size).toBe(1);
        }
      }),
    );
  });

  it('keeps what is rare by itself, beside the many that are alike', () => {
    const many = Array.from({ length: 48 }, (_none, at): GraphNode => {
      const kind = at < 40 ? 'queue' : `kind ${String(at)}`;
      return {
        ...chosen,
        key: `a/n${String(at)}`,
        name: kind,
        kindTitle: kind,
        side: 'needed-by',
        column: 1,
      };
    });
    const { boxes } = pictureOf({ nodes: [chosen, ...many], edges: [] }, none);
    expect(boxes.map(({ members }) => members.length).sort((a, b) => b - a)).toEqual([
      40,
      ...Array.from({ length: 9 }, () => 1),
    ]);
    // As few as a column may have are as they are.
    const few = pictureOf({ nodes: [chosen, ...many.slice(0, mostBoxes.near)], edges: [] }, none);
    expect(groupsOf(few)).toEqual([]);
  });

  it('has open what is opened, by any thing in it, and nothing once it is closed', () => {
    fc.assert(
      fc.property(graphOf(80), fc.nat(), (graph, pick) => {
        const groups = groupsOf(pictureOf(graph, none));
        const group = groups[pick % Math.max(1, groups.length)];
        if (group === undefined) return;
        const openIn = (open: readonly string[]): string[] =>
          groupsOf(pictureOf(graph, new Set(open)))
            .filter(({ isOpen }) => isOpen)
            .map(({ id }) => id);
        for (const { key } of group.members) {
          expect(openIn([key])).toEqual([group.id]);
          expect(toggled(['another', key], { ...group, isOpen: true })).toEqual(['another']);
        }
        expect(openIn(toggled([], group))).toEqual([group.id]);
      }),
    );
  });

  it('draws each relation between two boxes, in circles too, and inside an open one', () => {
    fc.assert(
      fc.property(graphOf(120), (graph) => {
        const closed = pictureOf(graph, none);
        const open = allOpen(graph);
        expect(closed.inside).toEqual([]);
        for (const { needs, needed } of graph.edges) {
          const [one, other] = [closed.boxOf.get(needs)?.id, closed.boxOf.get(needed)?.id];
          if (one !== other)
            expect(closed.edges).toContainEqual(
              expect.objectContaining({ needs: one, needed: other }),
            );
          else expect(open.inside).toContainEqual(expect.objectContaining({ needs, needed }));
          // At a thing of an open group each relation of its own.
          expect(edgesAt(graph, open, needs).some((edge) => edge.needs === needs)).toBe(true);
        }
        for (const { needs, needed } of closed.edges) expect(needs).not.toBe(needed);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the layout', () => {
  it('gives every box a place of its own, and what is in an open one a place in it', async () => {
    await fc.assert(
      fc.asyncProperty(graphOf(60), async (graph) => {
        const picture = allOpen(graph);
        const positions = await layout(picture);
        const frames = picture.boxes.flatMap(({ id }) => positions.get(id) ?? []);
        expect(frames).toHaveLength(picture.boxes.length);
        frames.forEach((one, at) => {
          for (const other of frames.slice(at + 1)) expect(apart(one, other)).toBe(true);
        });
        for (const { id, members } of groupsOf(picture)) {
          const frame = positions.get(id);
          const inside = members.flatMap(({ key }) => positions.get(key) ?? []);
          expect(inside).toHaveLength(members.length);
          inside.forEach((one, at) => {
            for (const other of inside.slice(at + 1)) expect(apart(one, other)).toBe(true);
            if (frame === undefined) throw new Error(`${id} has no place`);
            expect(one.x >= frame.x && one.y >= frame.y).toBe(true);
            expect(one.x + one.width <= frame.x + frame.width).toBe(true);
            expect(one.y + one.height <= frame.y + frame.height).toBe(true);
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  it('has a column a step, from what is needed to what stops without it', async () => {
    await fc.assert(
      fc.asyncProperty(graphOf(80), fc.boolean(), async (graph, isOpen) => {
        const picture = isOpen ? allOpen(graph) : pictureOf(graph, none);
        const positions = await layout(picture);
        const columnAt = new Map<number, number>();
        for (const { id, column } of picture.boxes) {
          const x = positions.get(id)?.x ?? NaN;
          expect(columnAt.get(column) ?? x).toBe(x);
          columnAt.set(column, x);
        }
        const order = [...columnAt].sort(([one], [other]) => one - other).map(([, x]) => x);
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the keys', () => {
  it('lead along what is drawn, stay inside, and reach everything', async () => {
    await fc.assert(
      fc.asyncProperty(graphOf(40), fc.boolean(), async (graph, isOpen) => {
        const picture = isOpen ? allOpen(graph) : pictureOf(graph, none);
        const positions = await layout(picture);
        for (const from of positions.keys()) {
          const edges = edgesAt(graph, picture, from);
          for (const key of graphKeys)
            expect(positions.has(keyLeadsTo(key, from, positions, edges))).toBe(true);
          const left = keyLeadsTo('ArrowLeft', from, positions, edges);
          const right = keyLeadsTo('ArrowRight', from, positions, edges);
          if (left !== from)
            expect(edges).toContainEqual(expect.objectContaining({ needs: from, needed: left }));
          if (right !== from)
            expect(edges).toContainEqual(expect.objectContaining({ needs: right, needed: from }));
        }
        const seen = new Set([keyLeadsTo('Home', chosen.key, positions, [])]);
        for (const at of seen) seen.add(keyLeadsTo('ArrowDown', at, positions, []));
        expect(seen.size).toBe(positions.size);
        const back = new Set([keyLeadsTo('End', chosen.key, positions, [])]);
        for (const at of back) back.add(keyLeadsTo('ArrowUp', at, positions, []));
        expect(back.size).toBe(positions.size);
        expect(inOrder(positions)).toHaveLength(positions.size);
      }),
      { numRuns: 30 },
    );
  });
});
