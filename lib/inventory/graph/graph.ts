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
  /** `queues`, for people. */
  readonly kindPlural: string;
  readonly side: Side;
  /** How many relations it is away from the chosen one; negative on the side of what it needs. */
  readonly column: number;
  readonly outcome: Outcome | null;
}

/** The chosen one, and each that is near once, on its side; in a circle in the nearer column. */
export function graphNodes(
  item: ListedItem,
  needs: readonly DependencyView[],
  neededBy: readonly DependencyView[],
  pluralOf: (kind: string) => string,
): GraphNode[] {
  const nodes = new Map<string, GraphNode>();
  const add = (
    { key, name, kind, kindTitle, estate, estateTitle, environment }: ListedItem,
    side: Side,
    column: number,
    outcome: Outcome | null,
  ): void => {
    const known = nodes.get(key);
    if (known?.side === 'chosen') return;
    const isNearer = known === undefined || Math.abs(column) <= Math.abs(known.column);
    nodes.set(key, {
      key,
      name,
      kindTitle,
      kindPlural: pluralOf(kind),
      estate,
      estateTitle,
      environment,
      column: isNearer ? column : known.column,
      side: known === undefined ? side : 'both',
      outcome,
    });
  };
  add(item, 'chosen', 0, null);
  for (const one of needs) add(one.item, 'needs', -one.steps, one.outcome);
  for (const one of neededBy) add(one.item, 'needed-by', one.steps, one.outcome);
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
