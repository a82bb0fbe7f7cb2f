/** A neighbourhood as a picture: its nodes, what it looks like in columns, and where keys lead. */
import type { Page } from '#lib/kernel/list.ts';
import type { ListedItem } from '../item-list.ts';
import type { DependenciesView, DependencyView } from '../item-view.ts';
import type { Outcome } from '../kind.ts';

/** `needs` stops when `needed` does. */
export interface GraphEdge {
  readonly needs: string;
  readonly needed: string;
  /** The kinds of the relations between the two, as sources write them. */
  readonly kinds: readonly string[];
}

export interface NeededItem {
  readonly item: ListedItem;
  /** How many hang on it directly. */
  readonly neededBy: number;
}

/** What was looked for, and the first that were found. */
export interface FoundItems extends Page<ListedItem> {
  readonly text: string;
}

export interface GraphView extends DependenciesView {
  /** Among the item and the nearest; what is further away is in the lists alone. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** `both`: in a circle with the chosen one. */
export type Side = 'chosen' | 'needs' | 'needed-by' | 'both';

export interface GraphNode extends Pick<
  ListedItem,
  'key' | 'name' | 'kindTitle' | 'estate' | 'estateTitle' | 'environment'
> {
  readonly side: Side;
  readonly outcome: Outcome | null;
}

/** The chosen one, and each that is near once, on its side. */
export function graphNodes(
  item: ListedItem,
  needs: readonly DependencyView[],
  neededBy: readonly DependencyView[],
): GraphNode[] {
  const nodes = new Map<string, GraphNode>();
  const add = (
    { key, name, kindTitle, estate, estateTitle, environment }: ListedItem,
    side: Side,
    outcome: Outcome | null,
  ): void => {
    const known = nodes.get(key);
    if (known?.side === 'chosen') return;
    nodes.set(key, {
      key,
      name,
      kindTitle,
      estate,
      estateTitle,
      environment,
      side: known === undefined ? side : 'both',
      outcome,
    });
  };
  add(item, 'chosen', null);
  for (const one of needs) add(one.item, 'needs', one.outcome);
  for (const one of neededBy) add(one.item, 'needed-by', one.outcome);
  return [...nodes.values()];
}

/**
 * How many of each side a picture of so many nodes has: half each, and what one side leaves free
 * is the other's.
 */
export function shareNodes(
  most: number,
  needs: number,
  neededBy: number,
): { readonly needs: number; readonly neededBy: number } {
  const half = Math.floor(most / 2);
  return {
    needs: Math.min(needs, Math.max(half, most - neededBy)),
    neededBy: Math.min(neededBy, Math.max(half, most - needs)),
  };
}

/** One edge for all relations between two, in their order. */
export function graphEdges(
  dependencies: readonly {
    readonly needs: string;
    readonly needed: string;
    readonly kind: string;
  }[],
): GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  for (const { needs, needed, kind } of dependencies) {
    if (needs === needed) continue;
    const between = JSON.stringify([needs, needed]);
    const kinds = edges.get(between)?.kinds ?? [];
    edges.set(between, { needs, needed, kinds: [...new Set([...kinds, kind])] });
  }
  return [...edges.values()];
}

export const nodeSize = { width: 196, height: 50 } as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}
export type Positions = ReadonlyMap<string, Point>;

/** What the layout is asked: from what is needed to what stops without it, left to right. */
export const layoutOf = (
  nodes: readonly Pick<GraphNode, 'key'>[],
  edges: readonly GraphEdge[],
) => ({
  id: 'graph',
  layoutOptions: {
    'elk.algorithm': 'layered',
    'elk.direction': 'RIGHT',
    'elk.layered.spacing.nodeNodeBetweenLayers': '72',
    'elk.spacing.nodeNode': '18',
    'elk.layered.thoroughness': '3',
  },
  children: nodes.map(({ key }) => ({ id: key, ...nodeSize })),
  edges: edges.map(({ needs, needed }, at) => ({
    id: `e${String(at)}`,
    sources: [needed],
    targets: [needs],
  })),
});

/** What it answered; a node without a place is at the beginning. */
export const positionsOf = (
  children: readonly { readonly id: string; readonly x?: number; readonly y?: number }[],
): Positions => new Map(children.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));

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
  edges: readonly GraphEdge[],
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
