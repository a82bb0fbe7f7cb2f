import type { NodeHealth, NodesHealth, Work } from '#lib/platform/search/engine-health.ts';

/** What the nodes had counted at a moment. */
export interface Sample {
  readonly at: Date;
  readonly nodes: NodesHealth;
}

/** What the nodes did between two looks. */
export interface Recent {
  readonly overMs: number;
  readonly rejected: { readonly searches: number; readonly writes: number };
  readonly tripped: number;
  readonly searches: Work;
  readonly refreshes: Work;
  readonly throttledMs: number;
}

/** Samples older than this are no longer compared with. */
export const windowMs = 10 * 60_000;

/** Those that a later look compares with, the oldest first. */
export function keptSamples(samples: readonly Sample[], newest: Sample): readonly Sample[] {
  const from = newest.at.getTime() - windowMs;
  return [...samples.filter(({ at }) => at.getTime() >= from), newest];
}

const none: Work = { times: 0, ms: 0 };
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

interface Pair {
  readonly then: NodeHealth | null;
  readonly now: NodeHealth;
}

const worked = (pairs: readonly Pair[], of: (node: NodeHealth) => Work): Work => ({
  times: sum(pairs.map(({ then, now }) => of(now).times - (then === null ? none : of(then)).times)),
  ms: sum(pairs.map(({ then, now }) => of(now).ms - (then === null ? none : of(then)).ms)),
});

/**
 * What happened since then. A node that was started meanwhile has counted from nothing; one that
 * has come back to the cluster without a start was not seen, and is left out. Null: nothing to
 * compare with.
 */
export function recentOf(before: Sample | undefined, now: Sample): Recent | null {
  if (before === undefined) return null;
  const overMs = now.at.getTime() - before.at.getTime();
  if (overMs <= 0) return null;
  const known = new Map(before.nodes.nodes.map((node) => [node.id, node]));
  const pairs = now.nodes.nodes.flatMap((node): Pair[] => {
    const isNew = node.upMs < overMs;
    const then = isNew ? null : (known.get(node.id) ?? null);
    return isNew || then !== null ? [{ then, now: node }] : [];
  });
  const counted = (of: (node: NodeHealth) => number): number =>
    sum(pairs.map((pair) => of(pair.now) - (pair.then === null ? 0 : of(pair.then))));
  return {
    overMs,
    rejected: {
      searches: counted(({ rejected }) => rejected.searches),
      writes: counted(({ rejected }) => rejected.writes),
    },
    tripped: counted(({ tripped }) => tripped),
    searches: worked(pairs, ({ searches }) => searches),
    refreshes: worked(pairs, ({ refreshes }) => refreshes),
    throttledMs: counted(({ merges }) => merges.throttledMs),
  };
}
