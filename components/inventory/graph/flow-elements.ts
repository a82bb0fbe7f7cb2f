/** A graph as the drawing library wants it. Pure. */
import { Position, type Edge, type Node } from '@xyflow/react';
import { nodeSize, type GraphNode, type GraphView, type Positions } from '#lib/inventory/client.ts';
import type { EstateColour, EstateLegend } from './estate-colours.ts';

export interface ItemNodeData extends Record<string, unknown> {
  readonly node: GraphNode;
  readonly colour: EstateColour;
  readonly isCurrent: boolean;
  /** How many relations it has in the picture. */
  readonly relations: number;
  readonly onCurrent: (key: string) => void;
}
export type ItemFlowNode = Node<ItemNodeData, 'item'>;

interface Drawn {
  readonly view: GraphView;
  readonly positions: Positions;
  readonly current: string;
  readonly estates: readonly EstateLegend[];
  readonly onCurrent: (key: string) => void;
}

export function flowNodes({ view, positions, current, estates, onCurrent }: Drawn): ItemFlowNode[] {
  const relations = new Map<string, number>();
  for (const { needs, needed } of view.edges)
    for (const end of [needs, needed]) relations.set(end, (relations.get(end) ?? 0) + 1);
  const colours = new Map(estates.map(({ estate, colour }) => [estate, colour]));
  return view.nodes.flatMap((node): ItemFlowNode[] => {
    const position = positions.get(node.key);
    const colour = colours.get(node.estate);
    if (position === undefined || colour === undefined) return [];
    return [
      {
        id: node.key,
        type: 'item',
        position,
        ...nodeSize,
        sourcePosition: Position.Right,
        targetPosition: Position.Left,
        // The link inside says what it is.
        domAttributes: { 'aria-roledescription': undefined },
        data: {
          node,
          colour,
          isCurrent: node.key === current,
          relations: relations.get(node.key) ?? 0,
          onCurrent,
        },
      },
    ];
  });
}

/** What stops with the chosen one is red; what touches the current one is thicker. */
export function flowEdges({ nodes, edges }: GraphView, current: string): Edge[] {
  const sides = new Map(nodes.map(({ key, side }) => [key, side]));
  const isStopped = (key: string): boolean => {
    const side = sides.get(key);
    return side === 'needed-by' || side === 'both';
  };
  return edges.map(({ needs, needed }): Edge => {
    const breaks = isStopped(needs) && (isStopped(needed) || sides.get(needed) === 'chosen');
    const isHere = needs === current || needed === current;
    return {
      id: JSON.stringify([needs, needed]),
      source: needed,
      target: needs,
      markerEnd: breaks ? 'arrow-breaks' : 'arrow-needs',
      className: breaks ? 'graph-breaks' : 'graph-needs',
      ...(isHere ? { className: `${breaks ? 'graph-breaks' : 'graph-needs'} graph-here` } : {}),
      // The list beside the picture has the same in words.
      domAttributes: { 'aria-hidden': true, 'aria-roledescription': undefined },
    };
  });
}
