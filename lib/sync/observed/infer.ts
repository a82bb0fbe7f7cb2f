/**
 * What a sync that another service runs has come to, inferred from what can be seen of it: its
 * index, the fields of its documents, and the queues (`docs/sync-contract.md` 1.2, 5). Pure.
 */
import { count } from '#lib/kernel/words/numbers.ts';

/** What one look has shown. Null: it could not be seen. */
export interface Facts {
  readonly at: Date;
  /** Against the index before the call. */
  readonly index: 'as-before' | 'made-again' | 'gone' | null;
  readonly documents: number | null;
  /** Of the stages that bring records, in order. */
  readonly stages: readonly StageFacts[];
}

export interface StageFacts {
  /** Documents that carry a mark of the stage. */
  readonly marked: number | null;
  /** Messages in its queues, those being handled included. */
  readonly waiting: number | null;
}

export type Confidence = 'seen' | 'likely' | 'not-known';

export interface StageInferred extends StageFacts {
  readonly state: 'waiting' | 'running' | 'done';
  readonly confidence: Confidence;
  /** Whether its queues have ever held anything, or its mark has been seen. */
  readonly hasBeenSeen: boolean;
}

export interface Inferred {
  /** Whether the index has been emptied or a message has passed: the sync goes on. */
  readonly hasBegun: boolean;
  readonly index: Facts['index'];
  readonly documents: number | null;
  readonly stages: readonly StageInferred[];
  /** ISO; since then nothing that can be seen has changed. */
  readonly changedAt: string;
  readonly at: string;
}

export interface Limits {
  /** Quiet for this long, it has ended, if it can have. */
  readonly quietMs: number;
  /** Quiet for this long without having come to its end, it has stalled. */
  readonly stallMs: number;
  /** Without any sign for this long after the call, nothing was started. */
  readonly beginMs: number;
}

const isAtWork = (before: StageInferred | undefined, now: StageFacts): boolean =>
  (now.waiting ?? 0) > 0 || (before !== undefined && (now.marked ?? 0) > (before.marked ?? 0));

function inferStages(
  before: readonly StageInferred[],
  now: readonly StageFacts[],
): readonly StageInferred[] {
  const seen = now.map(
    (stage, position) =>
      (before[position]?.hasBeenSeen ?? false) ||
      (stage.marked ?? 0) > 0 ||
      (stage.waiting ?? 0) > 0,
  );
  // Each stage is started by the end marker of the one before it.
  const furthest = seen.lastIndexOf(true);
  return now.map((stage, position): StageInferred => {
    const hasBeenSeen = seen[position] ?? false;
    const earlier = before[position];
    const facts = {
      marked: stage.marked ?? earlier?.marked ?? null,
      waiting: stage.waiting,
      hasBeenSeen,
    };
    if (position > furthest)
      return {
        ...facts,
        state: 'waiting',
        confidence: stage.waiting === null || stage.marked === null ? 'not-known' : 'likely',
      };
    // Messages that are left behind a later stage are being handled still.
    if (position < furthest && !isAtWork(earlier, stage))
      return { ...facts, state: 'done', confidence: stage.waiting === null ? 'likely' : 'seen' };
    return { ...facts, state: 'running', confidence: hasBeenSeen ? 'seen' : 'likely' };
  });
}

function isSame(before: Inferred, now: Facts): boolean {
  return (
    before.index === (now.index ?? before.index) &&
    before.documents === (now.documents ?? before.documents) &&
    now.stages.every(({ marked, waiting }, position) => {
      const earlier = before.stages[position];
      return (
        earlier !== undefined &&
        (marked === null || marked === earlier.marked) &&
        waiting === earlier.waiting
      );
    })
  );
}

/** Folds a look into what was inferred before; what could not be seen keeps its last value. */
export function infer(before: Inferred | null, now: Facts): Inferred {
  const isNew = now.index === 'made-again' || now.index === 'gone';
  // The marks of the index that was there before the call say nothing.
  const counted = isNew || (before?.index ?? 'as-before') !== 'as-before';
  const stages = inferStages(
    before?.stages ?? [],
    counted ? now.stages : now.stages.map(({ waiting }) => ({ marked: null, waiting })),
  );
  return {
    hasBegun: (before?.hasBegun ?? false) || isNew || stages.some(({ hasBeenSeen }) => hasBeenSeen),
    index: now.index ?? before?.index ?? null,
    documents: now.documents ?? before?.documents ?? null,
    stages,
    changedAt: before !== null && isSame(before, now) ? before.changedAt : now.at.toISOString(),
    at: now.at.toISOString(),
  };
}

export type Conclusion =
  | { readonly is: 'going-on' }
  | { readonly is: 'ended'; readonly confidence: Confidence }
  | { readonly is: 'stalled'; readonly says: string }
  | { readonly is: 'not-begun' };

const heldBack = (stages: readonly StageInferred[]): number =>
  stages.reduce((sum, { waiting }) => sum + (waiting ?? 0), 0);

/**
 * Whether it has ended, from quiet queues and counts that no longer change. `needed`: positions of
 * the stages without whose mark it cannot have ended; the others may have nothing to send.
 */
export function conclude(
  inferred: Inferred,
  calledAt: Date,
  titles: readonly string[],
  needed: ReadonlySet<number>,
  limits: Limits,
): Conclusion {
  const atMs = Date.parse(inferred.at);
  const quietMs = atMs - Date.parse(inferred.changedAt);
  if (!inferred.hasBegun)
    return atMs - calledAt.getTime() >= limits.beginMs ? { is: 'not-begun' } : { is: 'going-on' };
  const { stages } = inferred;
  const missing = [...needed].find((position) => stages[position]?.hasBeenSeen !== true);
  const left = heldBack(stages);
  const isComplete = inferred.index === 'made-again' && missing === undefined && left === 0;
  if (isComplete && quietMs >= limits.quietMs) {
    const isAllSeen = stages.every(({ hasBeenSeen, waiting }) => hasBeenSeen && waiting !== null);
    return { is: 'ended', confidence: isAllSeen ? 'seen' : 'likely' };
  }
  if (isComplete || quietMs < limits.stallMs) return { is: 'going-on' };
  if (inferred.index === 'gone')
    return { is: 'stalled', says: 'The index was deleted and has not been made again.' };
  const at = stages.findLastIndex(({ hasBeenSeen }) => hasBeenSeen);
  const says =
    left > 0
      ? `${count(left)} messages lie in its queues and nobody takes them.`
      : at < 0
        ? 'The index was emptied, and no record has come since.'
        : `“${titles[at] ?? ''}” was the last that was seen, and ` +
          `“${titles[at + 1] ?? ''}” has not begun.`;
  return { is: 'stalled', says };
}
