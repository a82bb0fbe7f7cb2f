import { done, refuse, type Result } from '#lib/kernel/result.ts';
import { dependencyOf } from '../dependencies.ts';
import { findCalled, goneMeanwhile } from '../find-item.ts';
import { kindTitles, listedItem, type InventoryWorld } from '../list-items.ts';
import { mostReached, type GraphQuestion } from './graph-question.ts';
import {
  readEdgesAmong,
  readMostNeeded,
  readNeighbourhood,
  type Direction,
} from './graph-store.ts';
import { graphEdges, graphNodes, shareNodes, type GraphView, type NeededItem } from './graph.ts';
import { dependencyView, mostSeen, outcomeKinds, totalOf } from './reached.ts';

/**
 * The neighbourhood of an item as a graph and as lists. Two statements, or four or five where it is
 * called otherwise than by its key. Refused as `findItem` says.
 */
export async function showGraph(
  { database }: InventoryWorld,
  { of, direction, depth }: GraphQuestion,
): Promise<Result<GraphView>> {
  const directions: readonly Direction[] =
    direction === 'both' ? ['needs', 'needed-by'] : [direction];
  const around = (key: string) =>
    readNeighbourhood(database, key, {
      directions,
      depth: depth ?? null,
      most: mostReached,
      always: outcomeKinds,
      mostSeen,
    });
  let { item: row, reached: rows } = await around(of);
  if (row === null) {
    const called = await findCalled(database, of);
    if (!called.ok) return called;
    ({ item: row, reached: rows } = await around(called.value));
  }
  if (row === null) return refuse('not-found', goneMeanwhile);
  const item = listedItem(row);
  const near = (one: Direction) => rows.filter((row) => row.direction === one && row.is_near);
  // One picture has no more of both than a list has of one.
  const share = shareNodes(mostReached, near('needs').length, near('needed-by').length);
  const inPicture = new Set([
    ...near('needs').slice(0, share.needs),
    ...near('needed-by').slice(0, share.neededBy),
  ]);
  const views = (one: Direction, isInPicture?: true) =>
    rows.flatMap((row) => {
      const view = row.direction === one ? dependencyView(row) : null;
      if (view === null) return [];
      return inPicture.has(row) || (isInPicture === undefined && view.outcome !== null)
        ? [view]
        : [];
    });
  const nodes = graphNodes(
    item,
    views('needs', true),
    views('needed-by', true),
    (kind) => kindTitles(kind).plural,
  );
  const edges = await readEdgesAmong(
    database,
    nodes.map(({ key }) => key),
  );
  return done({
    item,
    needs: views('needs'),
    neededBy: views('needed-by'),
    totals: { needs: totalOf(rows, 'needs'), neededBy: totalOf(rows, 'needed-by') },
    nodes,
    edges: graphEdges(edges.flatMap((edge) => dependencyOf(edge) ?? [])),
  });
}

/** On what the most hangs: where to begin. One statement. */
export async function listMostNeeded({ database }: InventoryWorld): Promise<Result<NeededItem[]>> {
  const rows = await readMostNeeded(database, 12);
  return done(rows.map((row) => ({ item: listedItem(row), neededBy: row.needed_by })));
}
