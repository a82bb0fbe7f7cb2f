/** Rows of what is reached, as pages and the terminal show them. Pure. */
import type { DependencyView, ReachedTotal } from '../item-view.ts';
import { kindOf, kinds } from '../kinds/all-kinds.ts';
import { listedItem } from '../list-items.ts';
import { relationKind } from '../relation-kinds.ts';
import type { Direction, ReachedRow } from './graph-store.ts';

/** What people notice: what users do, and the systems downstream. */
export const outcomeKinds: readonly string[] = kinds
  .filter(({ outcome }) => outcome !== undefined)
  .map(({ kind }) => kind);

/** After that many no further relation is followed: what is beyond is said to be there. */
export const mostSeen = 1_000;

export function dependencyView(row: ReachedRow): DependencyView {
  const { steps, through, through_name, relation, kind } = row;
  return {
    item: listedItem(row),
    steps,
    through,
    throughName: through_name,
    kind: relation,
    inverse: relationKind(relation)?.inverse ?? relation,
    outcome: kindOf(kind)?.outcome ?? null,
  };
}

const nothing: ReachedTotal = { all: 0, outcomes: 0, isMore: false };

/** Each row says it; without one there is none. */
export function totalOf(rows: readonly ReachedRow[], direction: Direction): ReachedTotal {
  const row = rows.find((one) => one.direction === direction);
  return row === undefined
    ? nothing
    : { all: row.total, outcomes: row.total_always, isMore: row.is_cut };
}
