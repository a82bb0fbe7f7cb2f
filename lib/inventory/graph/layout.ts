/** Where a picture has what, as the layout engine is asked, and where keys lead in it. Pure. */
import type { Picture, PictureEdge } from './picture.ts';

const nodeSize = { width: 196, height: 50 } as const;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** Of boxes, and of what is in those that are open. */
export type Positions = ReadonlyMap<string, Rectangle>;

const insideOptions = {
  'elk.algorithm': 'rectpacking',
  'elk.aspectRatio': '1.5',
  'elk.spacing.nodeNode': '10',
  'elk.padding': '[top=44,left=12,bottom=12,right=12]',
};

/**
 * What the layout is asked: from what is needed to what stops without it, left to right, a column a
 * step. Only edges to the next column are part of it. The others are drawn, but move nothing: a
 * hundred of them past columns take the engine a minute.
 */
export function layoutOf({ boxes, edges }: Pick<Picture, 'boxes' | 'edges'>) {
  const columns = new Map(boxes.map(({ id, column }) => [id, column]));
  const first = Math.min(...columns.values());
  const leadsOn = ({ needs, needed }: PictureEdge): boolean =>
    (columns.get(needs) ?? 0) - (columns.get(needed) ?? 0) === 1;
  return {
    id: 'graph',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.partitioning.activate': 'true',
      // Each by itself would begin in a column of its own.
      'elk.separateConnectedComponents': 'false',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.spacing.nodeNodeBetweenLayers': '96',
      'elk.spacing.nodeNode': '18',
    },
    children: boxes.map(({ id, column, members, isOpen }) => ({
      id,
      layoutOptions: {
        'elk.partitioning.partition': String(column - first),
        'elk.alignment': 'LEFT',
        ...(isOpen ? insideOptions : {}),
      },
      ...(isOpen ? { children: members.map(({ key }) => ({ id: key, ...nodeSize })) } : nodeSize),
    })),
    edges: edges.filter(leadsOn).map(({ needs, needed }, at) => ({
      id: `e${String(at)}`,
      sources: [needed],
      targets: [needs],
    })),
  };
}

interface Placed extends Partial<Rectangle> {
  readonly id: string;
  readonly children?: readonly Placed[];
}

/** What it answered, seen from the whole; a node without a place is at the beginning. */
export const positionsOf = (
  children: readonly Placed[],
  within: { readonly x: number; readonly y: number } = { x: 0, y: 0 },
): Positions =>
  new Map(
    children.flatMap(({ id, x = 0, y = 0, width, height, children: inside = [] }) => {
      const here = { x: within.x + x, y: within.y + y };
      const size = { width: width ?? nodeSize.width, height: height ?? nodeSize.height };
      return [[id, { ...here, ...size }] as const, ...positionsOf(inside, here)];
    }),
  );

/** In the order of reading: column by column, each from its top. */
export const inOrder = (positions: Positions): string[] =>
  [...positions]
    .sort(([, one], [, other]) => one.x - other.x || one.y - other.y)
    .map(([key]) => key);

export const graphKeys = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
] as const;
export type GraphKey = (typeof graphKeys)[number];

/**
 * Where a key leads from a node: left and right along its relations to the nearest one that is on
 * that side, or, in a circle, to any; up and down through all of them in the order of reading.
 * The node itself where there is nothing further.
 */
export function keyLeadsTo(
  pressed: GraphKey,
  from: string,
  positions: Positions,
  edges: readonly PictureEdge[],
): string {
  const order = inOrder(positions);
  const at = order.indexOf(from);
  switch (pressed) {
    case 'Home':
      return order[0] ?? from;
    case 'End':
      return order.at(-1) ?? from;
    case 'ArrowUp':
      return order[Math.max(0, at - 1)] ?? from;
    case 'ArrowDown':
      return order[at + 1] ?? from;
    case 'ArrowLeft':
      return nearest(
        from,
        positions,
        edges.flatMap(({ needs, needed }) => (needs === from ? needed : [])),
      );
    case 'ArrowRight':
      return nearest(
        from,
        positions,
        edges.flatMap(({ needs, needed }) => (needed === from ? needs : [])),
      );
  }
}

function nearest(from: string, positions: Positions, others: readonly string[]): string {
  const here = positions.get(from) ?? { x: 0, y: 0 };
  const distance = (key: string): number => {
    const there = positions.get(key);
    return there === undefined ? Infinity : Math.hypot(there.x - here.x, there.y - here.y);
  };
  const [first] = [...others].sort((one, other) => distance(one) - distance(other));
  return first ?? from;
}
