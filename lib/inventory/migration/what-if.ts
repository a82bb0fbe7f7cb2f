/** What a move of some items takes: what goes with them, in which order, what blocks. Pure. */
import {
  isMoved,
  isToMove,
  type Part,
  type RecordedStatus,
  type Tie,
  type TiedItem,
} from './migration-item.ts';

export interface WithIt {
  readonly key: string;
  /** The one because of which it moves, and why. */
  readonly because: string;
  readonly note: string | null;
}

export interface Blocked {
  readonly key: string;
  readonly by: Tie;
  /** Of what blocks; null: it is outside, and nothing records it. */
  readonly status: RecordedStatus | null;
}

/**
 * How a step is taken back: `switch`: nothing of it keeps data, so that switching back is enough;
 * `copy`: what was written since must be copied back; `not-recorded`: whether it keeps data no
 * source says.
 */
export type WayBack = 'switch' | 'not-recorded' | 'copy';

const wayBackOf: Readonly<Record<TiedItem['keepsData'], WayBack>> = {
  no: 'switch',
  'not-recorded': 'not-recorded',
  yes: 'copy',
};
/** The easiest first. */
const ease: readonly WayBack[] = ['switch', 'not-recorded', 'copy'];
const hardestOf = (items: readonly TiedItem[]): WayBack =>
  ease[Math.max(0, ...items.map(({ keepsData }) => ease.indexOf(wayBackOf[keepsData])))] ?? 'copy';

/** What is cut over at one time, in the order of its items. */
export interface Step {
  readonly items: readonly string[];
  /** What of it keeps data. */
  readonly data: readonly Part[];
  readonly wayBack: WayBack;
}

export interface Plan {
  /** What was chosen and is there to move. */
  readonly chosen: readonly string[];
  /** What was chosen and of which nothing is left to move. */
  readonly settled: readonly string[];
  /** What must move with them, nearest first. */
  readonly withThem: readonly WithIt[];
  /** One after the other; what must move together is one step. */
  readonly steps: readonly Step[];
  /** What must come before and is no part of the plan. */
  readonly blockers: readonly Blocked[];
  /** So many of them, from the first on, are all taken back by switching back. */
  readonly freeSteps: number;
  /** Items that wait for each other in a circle: no order satisfies them. */
  readonly cycles: readonly (readonly string[])[];
  /** Where afterwards one cloud needs the other, until the rest has moved too. */
  readonly links: readonly Link[];
}

export interface Link {
  /** The item whose part needs something, and the item that has it. */
  readonly from: string;
  readonly to: string;
  readonly needs: string;
  readonly needed: string;
}

/**
 * Groups of nodes that lead to each other, and each group after all that it leads to (Tarjan,
 * without recursion: a chain may be long).
 */
export function inOrder(
  nodes: readonly string[],
  leadsTo: (node: string) => readonly string[],
): string[][] {
  const found = new Map<string, { readonly index: number; low: number; isOpen: boolean }>();
  const open: string[] = [];
  const groups: string[][] = [];
  const enter = (node: string): Frame => {
    found.set(node, { index: found.size, low: found.size, isOpen: true });
    open.push(node);
    return { node, next: leadsTo(node)[Symbol.iterator]() };
  };
  const known = new Set(nodes);
  for (const start of nodes) {
    if (found.has(start)) continue;
    const path = [enter(start)];
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const own = found.get(frame.node);
      if (own === undefined) break;
      const next = frame.next.next();
      if (next.done !== true) {
        const other = found.get(next.value);
        if (other === undefined) {
          if (known.has(next.value)) path.push(enter(next.value));
        } else if (other.isOpen) own.low = Math.min(own.low, other.index);
        continue;
      }
      path.pop();
      const before = found.get(path.at(-1)?.node ?? '');
      if (before !== undefined) before.low = Math.min(before.low, own.low);
      if (own.low === own.index) groups.push(closed(frame.node));
    }
  }
  return groups;

  function closed(root: string): string[] {
    const group = open.splice(open.lastIndexOf(root));
    for (const node of group) {
      const one = found.get(node);
      if (one !== undefined) one.isOpen = false;
    }
    return group;
  }
}

interface Frame {
  readonly node: string;
  readonly next: Iterator<string>;
}

/** All that moves when these do, nearest first. */
function movingWith(
  items: ReadonlyMap<string, TiedItem>,
  chosen: readonly string[],
): readonly WithIt[] {
  const seen = new Set(chosen);
  const found: WithIt[] = [];
  const next = [...chosen];
  for (const because of next)
    for (const { key, note } of items.get(because)?.movesWith ?? []) {
      const item = items.get(key);
      if (seen.has(key) || item === undefined || !isToMove(item.status)) continue;
      seen.add(key);
      next.push(key);
      found.push({ key, because, note });
    }
  return found;
}

/** The same order where it must be; else what is easier to take back comes first. */
function easiestFirst(steps: readonly Step[], before: (key: string) => readonly string[]): Step[] {
  const left = [...steps];
  const ordered: Step[] = [];
  const waiting = new Set(left.flatMap(({ items }) => items));
  const isReady = ({ items }: Step): boolean =>
    items.every((key) =>
      before(key).every((other) => items.includes(other) || !waiting.has(other)),
    );
  while (left.length > 0) {
    const ready = left.filter(isReady);
    const [next] = ready.sort(
      (one, other) => ease.indexOf(one.wayBack) - ease.indexOf(other.wayBack),
    );
    if (next === undefined) break;
    left.splice(left.indexOf(next), 1);
    ordered.push(next);
    for (const key of next.items) waiting.delete(key);
  }
  return ordered;
}

function freeStepsOf(steps: readonly Step[]): number {
  const first = steps.findIndex(({ wayBack }) => wayBack !== 'switch');
  return first === -1 ? steps.length : first;
}

/** What is done already, or has nothing to move, blocks nothing. */
export const stillBlocks = (status: RecordedStatus | null): boolean =>
  status === null || isToMove(status);

/** What needs what across the clouds when these have moved and nothing else has. */
function linksAcross(all: readonly TiedItem[], keys: ReadonlySet<string>): Link[] {
  const isInAws = ({ key, status }: TiedItem): boolean => keys.has(key) || isMoved(status);
  const items = new Map(all.map((item) => [item.key, item]));
  return all.flatMap((item) =>
    item.neededBy.flatMap(({ key: from, needs, needed }): Link[] => {
      const other = items.get(from);
      const isOfPlan = keys.has(from) || keys.has(item.key);
      return other === undefined || !isOfPlan || isInAws(other) === isInAws(item)
        ? []
        : [{ from, to: item.key, needs, needed }];
    }),
  );
}

/** What a move of the chosen items takes. Unknown keys are left out. */
export function planOf(all: readonly TiedItem[], wanted: readonly string[]): Plan {
  const items = new Map(all.map((item) => [item.key, item]));
  const known = [...new Set(wanted)].flatMap((key) => items.get(key) ?? []);
  const chosen = known.filter(({ status }) => isToMove(status)).map(({ key }) => key);
  const withThem = movingWith(items, chosen);
  const keys = new Set([...chosen, ...withThem.map(({ key }) => key)]);
  const moving = [...keys].flatMap((key) => items.get(key) ?? []);
  const inPlan = (ties: readonly Tie[]): string[] =>
    ties.map(({ key }) => key).filter((key) => keys.has(key));
  const before = new Map(moving.map(({ key, blockedBy }) => [key, inPlan(blockedBy)]));
  const together = new Map(moving.map(({ key }): [string, string[]] => [key, []]));
  for (const { key, movesWith } of moving)
    for (const other of inPlan(movesWith)) {
      together.get(key)?.push(other);
      together.get(other)?.push(key);
    }
  const byOrder = inOrder([...keys], (key) => before.get(key) ?? []);
  const position = new Map(byOrder.flat().map((key, at) => [key, at]));
  const orderOf = (key: string): number => position.get(key) ?? 0;
  const groups = inOrder([...keys], (key) => [
    ...(before.get(key) ?? []),
    ...(together.get(key) ?? []),
  ]).map((group): Step => {
    const own = group.sort((one, other) => orderOf(one) - orderOf(other));
    const taken = own.flatMap((key) => items.get(key) ?? []);
    return {
      items: own,
      data: taken.flatMap(({ data }) => data),
      wayBack: hardestOf(taken),
    };
  });
  const steps = easiestFirst(groups, (key) => before.get(key) ?? []);
  return {
    chosen,
    settled: known.filter(({ status }) => !isToMove(status)).map(({ key }) => key),
    withThem,
    steps,
    freeSteps: freeStepsOf(steps),
    blockers: moving.flatMap(({ key, blockedBy }) =>
      blockedBy
        .filter((by) => !keys.has(by.key))
        .map((by) => ({ key, by, status: items.get(by.key)?.status ?? null }))
        .filter(({ status }) => stillBlocks(status)),
    ),
    cycles: byOrder.filter(
      ([first = '', ...more]) => more.length > 0 || before.get(first)?.includes(first) === true,
    ),
    links: linksAcross(all, keys),
  };
}
