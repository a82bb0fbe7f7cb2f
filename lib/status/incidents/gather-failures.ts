/**
 * What fails at the same time is one incident where one of it is likely the cause. The named root
 * is right or there is none: what may follow from something else by a relation that nobody has
 * recorded is not named. What is neither asked nor related to anything is never found.
 */
import type { Outcome } from '../model.ts';
import type { DoubtKind } from './model.ts';

/** Something with a state, and what it needs to work. */
export interface Watched {
  readonly id: string;
  /** Unrelated failures of other environments say nothing about each other. */
  readonly environment: string;
  readonly state: Outcome;
  readonly since: Date;
  /** How exact `since` is, in milliseconds. */
  readonly everyMs: number;
  /** Ids; those that are not watched are left out. */
  readonly dependsOn: readonly string[];
  /**
   * Whether it happened at `since` and lasts whatever becomes of what it needs: what began to fail
   * later did not cause it, and what works again may have.
   */
  readonly isEvent?: boolean;
}

export interface Gathering {
  /** What holds the incident: nothing that it needs fails, as far as that is recorded. */
  readonly id: string;
  /** Null: which of it is the cause is not known, for `doubts`. */
  readonly root: string | null;
  readonly doubts: readonly { readonly id: string; readonly why: DoubtKind }[];
  /** What it needs and what works, so that it is not the cause. */
  readonly ruledOut: readonly string[];
  /** What fails and needs it, over others or not. */
  readonly followers: readonly string[];
  /** When the first of it began. */
  readonly since: Date;
  /** False: it is only degraded, which opens nothing and is part of what is open. */
  readonly isDown: boolean;
}

/** What begins so much later than something else is taken for a failure of its own. */
const followsWithinMs = 15 * 60_000;

const fails = ({ state }: Watched): boolean => state === 'down' || state === 'degraded';

interface Reached {
  readonly failing: ReadonlySet<string>;
  readonly notKnown: ReadonlySet<string>;
  readonly working: ReadonlySet<string>;
  /** Degraded so long before that what fails now does not follow from it for sure. */
  readonly degradedBefore: ReadonlySet<string>;
  /** Works, and may have failed when it happened. */
  readonly worksSince: ReadonlySet<string>;
}

/** What `from` needs, followed through all that does not work: what works passes no failure on. */
function reachOf(from: Watched, byId: ReadonlyMap<string, Watched>): Reached {
  const failing = new Set<string>();
  const notKnown = new Set<string>();
  const working = new Set<string>();
  const degradedBefore = new Set<string>();
  const worksSince = new Set<string>();
  const passed = new Set<string>();
  const waiting = from.dependsOn.map((id) => ({ id, needing: from }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { id, needing } = next;
    const one = byId.get(id);
    if (one === undefined || failing.has(id) || notKnown.has(id) || working.has(id)) continue;
    const isOfEvent = needing === from && from.isEvent === true;
    if (one.state === 'up') {
      (isOfEvent && !isLongBefore(one, from) ? worksSince : working).add(id);
      continue;
    }
    if (isOfEvent && fails(one) && isClearlyBefore(from, one)) continue;
    if (one.state === 'degraded' && isLongBefore(one, needing)) {
      degradedBefore.add(id);
      // What it needs may fail since then, and what needs it with that.
      const pair = `${needing.id} ${id}`;
      if (!passed.has(pair))
        waiting.push(...one.dependsOn.map((other) => ({ id: other, needing })));
      passed.add(pair);
      continue;
    }
    (fails(one) ? failing : notKnown).add(id);
    waiting.push(...one.dependsOn.map((other) => ({ id: other, needing: one })));
  }
  for (const id of failing) degradedBefore.delete(id);
  return { failing, notKnown, working, degradedBefore, worksSince };
}

/** Whether `a` began so long before `b` that what is unexact about both cannot turn it round. */
const isClearlyBefore = (a: Watched, b: Watched): boolean =>
  a.since.getTime() + Math.max(a.everyMs, b.everyMs) < b.since.getTime();

const isLongBefore = (a: Watched, b: Watched): boolean =>
  a.since.getTime() + followsWithinMs < b.since.getTime();

const earliest = (all: readonly Watched[]): Watched =>
  all.reduce((a, b) =>
    a.since < b.since || (a.since.getTime() === b.since.getTime() && a.id < b.id) ? a : b,
  );

/** One gathering for each likely cause of what fails. */
export function gatherFailures(watched: readonly Watched[]): readonly Gathering[] {
  const byId = new Map(watched.map((one) => [one.id, one]));
  const failing = watched.filter(fails);
  const reach = new Map(failing.map((one) => [one.id, reachOf(one, byId)]));
  const needs = (a: string, b: string): boolean => reach.get(a)?.failing.has(b) ?? false;

  // The ends of the failing graph: nothing that fails is needed, but by what needs it too.
  const ends = failing.filter(({ id }) =>
    [...(reach.get(id)?.failing ?? [])].every((other) => other === id || needs(other, id)),
  );
  const seen = new Set<string>();
  const groups: Watched[][] = [];
  for (const one of ends) {
    if (seen.has(one.id)) continue;
    const group = ends.filter(
      ({ id }) => id === one.id || (needs(one.id, id) && needs(id, one.id)),
    );
    for (const { id } of group) seen.add(id);
    groups.push(group);
  }

  return groups.flatMap((group): Gathering[] => {
    const holder = earliest(group);
    const members = new Set(group.map(({ id }) => id));
    const followers = failing.filter(({ id }) => !members.has(id) && needs(id, holder.id));
    const others = groups
      .filter((other) => other !== group)
      .map(earliest)
      .filter(
        (other) =>
          other.environment === holder.environment &&
          !isClearlyBefore(holder, other) &&
          !isLongBefore(other, holder),
      );
    const none = new Set<string>();
    const reached = reach.get(holder.id);
    const { notKnown = none, working = none, degradedBefore = none } = reached ?? {};
    const doubts = [
      ...group
        .filter((one) => one !== holder)
        .map(({ id }) => ({ id, why: 'needs-each-other' as const })),
      ...[...notKnown].map((id) => ({ id, why: 'not-known' as const })),
      ...[...degradedBefore].map((id) => ({ id, why: 'degraded-before' as const })),
      ...[...(reached?.worksSince ?? none)].map((id) => ({ id, why: 'works-since' as const })),
      ...others.map(({ id }) => ({ id, why: 'same-time' as const })),
    ];
    return [
      {
        id: holder.id,
        root: doubts.length === 0 ? holder.id : null,
        doubts,
        ruledOut: [...working],
        followers: [...group.filter((one) => one !== holder), ...followers].map(({ id }) => id),
        since: earliest([...group, ...followers]).since,
        isDown: [...group, ...followers].some(({ state }) => state === 'down'),
      },
    ];
  });
}
