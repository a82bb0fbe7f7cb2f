/** Why changes are refused: somebody was there first, or they cannot be. Pure. */
import type { StaleEdit } from '#lib/kernel/form-fields.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { ChangeRow } from './history-store.ts';
import { partText, partWords } from './part-words.ts';
import {
  differingParts,
  ItemSnapshotShape,
  type ItemSnapshot,
  type SnapshotPart,
} from './snapshot.ts';
import type { KnownItem } from './store.ts';

/** One change, without what it was and is. */
export interface ChangeBrief {
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly kind: 'added' | 'changed' | 'removed';
  /** In words: `Memory`. */
  readonly parts: readonly string[];
  readonly changed: readonly SnapshotPart[];
}

export interface Conflict {
  /** Which of the wanted ones, the first being 0. */
  readonly at: number;
  readonly key: string;
  readonly kind: 'changed' | 'removed' | 'exists' | 'not-valid';
  readonly says: string;
  /** What was changed since the version that the person saw, the newest first. */
  readonly since: readonly ChangeBrief[];
  /** As it is now; null: it is not there. */
  readonly now: KnownItem | null;
}

/** What was kept; null where it was kept before things were kept whole. */
export function snapshotOf(kept: unknown): ItemSnapshot | null {
  const read = ItemSnapshotShape.safeParse(kept);
  return read.success ? read.data : null;
}

export const kindOfChange = ({
  before,
  after,
}: Pick<ChangeRow, 'before' | 'after'>): ChangeBrief['kind'] =>
  before === null ? 'added' : after === null ? 'removed' : 'changed';

export function briefOf(row: ChangeRow): ChangeBrief {
  const [before, after] = [snapshotOf(row.before), snapshotOf(row.after)];
  const changed = differingParts(before, after);
  return {
    at: row.at.toISOString(),
    actor: row.actor,
    reason: row.reason,
    kind: kindOfChange(row),
    parts: after === null ? [] : changed.map((part) => partWords(after, part)),
    changed,
  };
}

const whoWords = ({ actor, parts, kind }: ChangeBrief): string =>
  kind === 'changed' && parts.length > 0
    ? `${actor} changed ${listWords(parts, 'and')}`
    : `${actor} ${kind} it`;

export function conflictOf({
  at,
  now,
  isPutBack,
  since,
}: {
  readonly at: number;
  readonly now: KnownItem | null;
  readonly isPutBack: boolean;
  readonly since: readonly ChangeBrief[];
}): Conflict {
  const who = since.length === 0 ? '' : ` ${since.map(whoWords).join('; ')}.`;
  const key = now?.snapshot.key ?? '';
  if (now === null)
    return { at, key, kind: 'removed', says: `It is not there any more.${who}`, since, now };
  return isPutBack
    ? { at, key, kind: 'exists', says: `${key} is there already.`, since, now }
    : { at, key, kind: 'changed', says: `${key} was changed meanwhile.${who}`, since, now };
}

/** What somebody else made of one thing, by what they changed of it. */
function staleOf({ now, since }: Conflict): StaleEdit | null {
  const [newest] = since;
  if (now === null || newest === undefined) return null;
  const parts = new Map(
    since.flatMap(({ changed }) =>
      changed.map((part) => [partWords(now.snapshot, part), partText(now.snapshot, part)] as const),
    ),
  );
  return {
    version: now.version,
    changedBy: newest.actor,
    changedAt: newest.at,
    now: Object.fromEntries(parts),
  };
}

/** As commands answer it. */
export function faultOf(conflicts: readonly Conflict[]): Fault {
  const meanwhile = conflicts.filter(({ kind }) => kind === 'changed' || kind === 'removed');
  const told = meanwhile.length > 0 ? meanwhile : conflicts;
  const says = `${told.map((one) => one.says).join(' ')} Nothing was changed.`;
  const [first] = meanwhile;
  const stale = first === undefined || conflicts.length > 1 ? null : staleOf(first);
  return {
    kind: meanwhile.length > 0 ? 'conflict' : 'invalid',
    says,
    ...(stale !== null && { stale }),
  };
}
