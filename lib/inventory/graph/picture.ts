/**
 * What a picture shows of a neighbourhood: a column a step, and no column longer than can be read.
 * Things that are alike are one box, until somebody opens it. Pure.
 */
import type { GraphEdge, GraphNode } from './graph.ts';

export interface GraphBox {
  /** Of a thing alone its key. */
  readonly id: string;
  readonly column: number;
  /** Several: a group, the first by name first. */
  readonly members: readonly GraphNode[];
  readonly isOpen: boolean;
}

/** What stops without `needed`, each a box or what is in an open one. */
export interface PictureEdge {
  readonly needs: string;
  readonly needed: string;
  /** Whether what stops with the chosen one is what leads on. */
  readonly breaks: boolean;
}

export interface Picture {
  readonly boxes: readonly GraphBox[];
  /** Between boxes. */
  readonly edges: readonly PictureEdge[];
  /** Between what is in one open group. */
  readonly inside: readonly PictureEdge[];
  /** The box of each thing. */
  readonly boxOf: ReadonlyMap<string, GraphBox>;
}

/** How many boxes a column may have; what is far away is told with fewer. */
export const mostBoxes = { near: 12, far: 6 } as const;
const nearColumns = 2;

const mostIn = (column: number): number =>
  Math.abs(column) <= nearColumns ? mostBoxes.near : mostBoxes.far;

const stops = ({ side }: GraphNode): boolean => side === 'needed-by' || side === 'both';

type Class = (node: GraphNode) => readonly unknown[];

/** What is alike in all classes: what people notice is never in one box with what they do not. */
const always: Class = (node) => [stops(node), node.outcome];

/** What is alike, the most alike first. */
const classes: readonly Class[] = [
  (node) => [...always(node), node.kindTitle, node.estate, node.environment],
  (node) => [...always(node), node.kindTitle, node.estate],
  (node) => [...always(node), node.kindTitle],
];

type Grouped = Omit<GraphBox, 'isOpen'>;

const bySize = (one: Grouped, other: Grouped): number => one.members.length - other.members.length;

/** The boxes that are alike, with the id that they have as one; most boxes first. */
function alike(boxes: readonly Grouped[], classOf: Class, level: number) {
  const found = new Map<string, Grouped[]>();
  for (const box of boxes) {
    const [first] = box.members;
    if (first === undefined) continue;
    const id = JSON.stringify([box.column, level, ...classOf(first)]);
    found.set(id, [...(found.get(id) ?? []), box]);
  }
  return [...found].sort(
    ([one, some], [other, others]) => others.length - some.length || (one < other ? -1 : 1),
  );
}

/**
 * The things of one column as so many boxes at most. Where there are more, those of the largest
 * class become one, and then those of the next, so that what is rare keeps a box of its own; where
 * there are still more, the smallest boxes become one.
 */
function grouped(nodes: readonly GraphNode[], column: number): Grouped[] {
  let boxes: Grouped[] = nodes.map((node) => ({ id: node.key, column, members: [node] }));
  const most = mostIn(column);
  const asOne = (id: string, some: readonly Grouped[]): void => {
    if (some.length < 2) return;
    const members = some.flatMap((box) => box.members);
    boxes = [...boxes.filter((box) => !some.includes(box)), { id, column, members }];
  };
  for (const [level, classOf] of classes.entries())
    for (const [id, some] of alike(boxes, classOf, level)) if (boxes.length > most) asOne(id, some);
  for (const [id, some] of alike(boxes, always, classes.length)) {
    const tooMany = boxes.length - most;
    if (tooMany > 0) asOne(id, some.sort(bySize).slice(0, tooMany + 1));
  }
  return boxes;
}

/**
 * The boxes of a graph, those with a thing of `open` in them opened, and the edges that remain
 * between them. Keys of things, since what a box has in it may be another one tomorrow.
 */
export function pictureOf(
  { nodes, edges }: { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] },
  open: ReadonlySet<string>,
): Picture {
  const columns = new Map<number, GraphNode[]>();
  for (const node of nodes) columns.set(node.column, [...(columns.get(node.column) ?? []), node]);
  const boxes = [...columns]
    .sort(([one], [other]) => one - other)
    .flatMap(([column, some]) => grouped(some, column))
    .map((box): GraphBox => ({
      ...box,
      isOpen: box.members.length > 1 && box.members.some(({ key }) => open.has(key)),
    }));
  const boxOf = new Map(boxes.flatMap((box) => box.members.map(({ key }) => [key, box] as const)));
  const between = (
    ends: (edge: GraphEdge) => readonly [needs: string | undefined, needed: string | undefined],
  ): PictureEdge[] => drawn({ nodes, edges }, ends);
  return {
    boxes,
    boxOf,
    edges: between(({ needs, needed }) => [boxOf.get(needs)?.id, boxOf.get(needed)?.id]),
    inside: between(({ needs, needed }) => {
      const box = boxOf.get(needs);
      return box?.isOpen === true && box === boxOf.get(needed) ? [needs, needed] : [needs, needs];
    }),
  };
}

/** What is open once somebody opened or closed a box: of an open one its first thing. */
export const toggled = (
  open: readonly string[],
  { members, isOpen }: Pick<GraphBox, 'members' | 'isOpen'>,
): string[] => {
  const keys = members.map(({ key }) => key);
  const others = open.filter((key) => !keys.includes(key));
  return isOpen ? others : [...others, ...keys.slice(0, 1)];
};

/** Each pair of two different ends once; it breaks where any of its relations does. */
function drawn(
  { nodes, edges }: { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] },
  ends: (edge: GraphEdge) => readonly [needs: string | undefined, needed: string | undefined],
): PictureEdge[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const found = new Map<string, PictureEdge>();
  for (const edge of edges) {
    const [from, to] = [byKey.get(edge.needs), byKey.get(edge.needed)];
    const [needs, needed] = ends(edge);
    if (from === undefined || to === undefined) continue;
    if (needs === undefined || needed === undefined || needs === needed) continue;
    const id = JSON.stringify([needs, needed]);
    const breaks = stops(from) && (stops(to) || to.side === 'chosen');
    found.set(id, { needs, needed, breaks: breaks || found.get(id)?.breaks === true });
  }
  return [...found.values()];
}

/**
 * What touches one of the picture, each relation of a thing in an open group on its own; what keys
 * follow from it.
 */
export function edgesAt(
  graph: { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] },
  { boxOf, edges }: Pick<Picture, 'boxOf' | 'edges'>,
  at: string,
): PictureEdge[] {
  if (boxOf.get(at)?.isOpen !== true)
    return edges.filter(({ needs, needed }) => needs === at || needed === at);
  const shown = (key: string): string | undefined => {
    const box = boxOf.get(key);
    return box?.isOpen === true ? key : box?.id;
  };
  return drawn(graph, ({ needs, needed }) =>
    needs === at || needed === at ? [shown(needs), shown(needed)] : [at, at],
  );
}
