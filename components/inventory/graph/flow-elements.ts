/** A picture as the drawing library wants it. Pure. */
import { Position, type Edge, type Node } from '@xyflow/react';
import type {
  GraphBox,
  GraphNode,
  Picture,
  PictureEdge,
  Positions,
  Rectangle,
} from '#lib/inventory/client.ts';
import type { EstateColour, EstateLegend } from './estate-colours.ts';
import { columnWords } from './picture-words.ts';

interface Focusable extends Record<string, unknown> {
  /** Null: of several estates. */
  readonly colour: EstateColour | null;
  readonly isCurrent: boolean;
  /** How many lines it has in the picture. */
  readonly relations: number;
  readonly onCurrent: (id: string) => void;
}
export type ItemFlowNode = Node<Focusable & { readonly node: GraphNode }, 'item'>;
export type GroupFlowNode = Node<
  Focusable & { readonly box: GraphBox; readonly onToggle: (box: GraphBox) => void },
  'group'
>;
type HeadingFlowNode = Node<{ readonly words: string }, 'heading'>;
export type FlowNode = ItemFlowNode | GroupFlowNode | HeadingFlowNode;

interface Drawn {
  readonly picture: Picture;
  readonly positions: Positions;
  readonly current: string;
  readonly estates: readonly EstateLegend[];
  readonly onCurrent: (id: string) => void;
  readonly onToggle: (box: GraphBox) => void;
}

// Above the first of a column.
const headingHeight = 40;

// What is inside says what it is.
const plain = {
  sourcePosition: Position.Right,
  targetPosition: Position.Left,
  domAttributes: { 'aria-roledescription': undefined },
};

const at = (position: Rectangle) => ({
  position: { x: position.x, y: position.y },
  width: position.width,
  height: position.height,
});

export function flowNodes({
  picture,
  positions,
  current,
  estates,
  onCurrent,
  onToggle,
}: Drawn): FlowNode[] {
  const relations = new Map<string, number>();
  for (const { needs, needed } of [...picture.edges, ...picture.inside])
    for (const end of [needs, needed]) relations.set(end, (relations.get(end) ?? 0) + 1);
  const colours = new Map(estates.map(({ estate, colour }) => [estate, colour]));
  const focusable = (id: string, members: readonly GraphNode[]): Focusable => {
    const [first, ...others] = new Set(members.map(({ estate }) => estate));
    return {
      colour: others.length > 0 ? null : (colours.get(first ?? '') ?? null),
      isCurrent: id === current,
      relations: relations.get(id) ?? 0,
      onCurrent,
    };
  };
  const itemNode = (node: GraphNode): FlowNode[] => {
    const position = positions.get(node.key);
    if (position === undefined) return [];
    const data = { ...focusable(node.key, [node]), node };
    return [{ id: node.key, type: 'item', ...at(position), ...plain, data }];
  };
  const boxNodes = (box: GraphBox): FlowNode[] => {
    const position = positions.get(box.id);
    if (position === undefined) return [];
    if (box.members.length === 1) return box.members.flatMap(itemNode);
    const data = { ...focusable(box.id, box.members), box, onToggle };
    return [
      // Lines between what is in it lead over its frame.
      { id: box.id, type: 'group', ...at(position), ...plain, data, zIndex: box.isOpen ? -1 : 0 },
      ...(box.isOpen ? box.members.flatMap(itemNode) : []),
    ];
  };
  return [...headings(picture, positions), ...picture.boxes.flatMap(boxNodes)];
}

/** Over each column how far it is from the chosen one. */
function headings({ boxes }: Picture, positions: Positions): HeadingFlowNode[] {
  const columns = new Map<number, GraphBox[]>();
  for (const box of boxes) columns.set(box.column, [...(columns.get(box.column) ?? []), box]);
  const tops = [...positions.values()].map(({ y }) => y);
  const y = Math.min(...tops) - headingHeight;
  return [...columns].flatMap(([column, some]) => {
    const lefts = some.flatMap(({ id }) => positions.get(id)?.x ?? []);
    const things = some.reduce((sum, { members }) => sum + members.length, 0);
    const words = columnWords(column, things);
    return {
      id: `column ${String(column)}`,
      type: 'heading',
      position: { x: Math.min(...lefts), y },
      width: 220,
      height: 24,
      data: { words },
      domAttributes: { 'aria-roledescription': undefined, 'aria-hidden': true },
    } satisfies HeadingFlowNode;
  });
}

const idOf = ({ needs, needed }: PictureEdge): string => JSON.stringify([needs, needed]);

/**
 * What stops with the chosen one is red. All are quiet but those that touch the current one, and
 * those the most that lead past a column. A line leaves on the side where it leads to, so that one
 * inside a column is an arc beside it.
 */
export function flowEdges(
  { edges, inside, boxOf, boxes }: Picture,
  positions: Positions,
  touching: readonly PictureEdge[],
): Edge[] {
  const here = new Set(touching.map(idOf));
  const columns = new Map(boxes.map(({ id, column }) => [id, column]));
  const columnOf = (id: string): number => columns.get(id) ?? boxOf.get(id)?.column ?? 0;
  const toEdge = (edge: PictureEdge): Edge => {
    const { needs, needed, breaks } = edge;
    const [from, to] = [positions.get(needed), positions.get(needs)];
    const isAhead = (from?.x ?? 0) + (from?.width ?? 0) <= (to?.x ?? 0);
    const isBehind = (to?.x ?? 0) + (to?.width ?? 0) <= (from?.x ?? 0);
    const tone = breaks ? 'breaks' : 'needs';
    const isFar = Math.abs(columnOf(needs) - columnOf(needed)) > 1;
    const loudness = here.has(idOf(edge)) ? 'here' : isFar ? 'far' : 'quiet';
    return {
      id: idOf(edge),
      source: needed,
      target: needs,
      sourceHandle: isBehind ? 'left' : 'right',
      targetHandle: isAhead ? 'left' : 'right',
      type: isAhead || isBehind ? 'default' : 'arc',
      markerEnd: loudness === 'here' ? `arrow-${tone}` : `arrow-${tone}-quiet`,
      className: `graph-${tone} graph-${loudness}`,
      // The list beside the picture has the same in words.
      domAttributes: { 'aria-hidden': true, 'aria-roledescription': undefined },
    };
  };
  // What comes later is above.
  const others = [...edges, ...inside].filter((edge) => !here.has(idOf(edge)));
  return [...others, ...touching].map(toEdge);
}
