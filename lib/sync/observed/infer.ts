/**
 * What a sync that another service runs has come to, inferred from what can be seen of it: its
 * index, the fields of its documents, and the queues (`docs/sync-contract.md` 1.2, 5). Pure.
 */
import type { Confidence } from '../model.ts';

/** What one look has shown. Null: it could not be seen. */
export interface Facts {
  readonly at: Date;
  /** Against the index before the call. */
  readonly index: 'as-before' | 'made-again' | 'gone' | null;
  /** ISO; when the index that is there was made. */
  readonly madeAt: string | null;
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

export interface StageInferred extends StageFacts {
  readonly state: 'waiting' | 'running' | 'done';
  readonly confidence: Confidence;
  /** Whether its queues have ever held anything, or its mark has been seen. */
  readonly hasBeenSeen: boolean;
  /** Messages in its queues when they could be counted last; absent from runs of old versions. */
  readonly lastWaiting?: number | null;
}

const lastWaitingOf = (stage: StageInferred | undefined): number | null =>
  stage?.waiting ?? stage?.lastWaiting ?? null;

export interface Inferred {
  /** Whether the index has been emptied or a message has passed: the sync goes on. */
  readonly hasBegun: boolean;
  readonly index: Facts['index'];
  /** ISO; of the index that the sync has made. */
  readonly madeAt: string | null;
  /** More than once: somebody has started another sync under this one. */
  readonly timesMade: number;
  readonly documents: number | null;
  readonly stages: readonly StageInferred[];
  /** ISO; since then nothing that can be seen has changed. */
  readonly changedAt: string;
  readonly at: string;
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
      lastWaiting: stage.waiting ?? lastWaitingOf(earlier),
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

function isSame(before: Inferred, now: Facts, timesMade: number): boolean {
  return (
    before.index === (now.index ?? before.index) &&
    before.timesMade === timesMade &&
    before.documents === (now.documents ?? before.documents) &&
    now.stages.every(({ marked, waiting }, position) => {
      const earlier = before.stages[position];
      return (
        earlier !== undefined &&
        (marked === null || marked === earlier.marked) &&
        (waiting === null || waiting === lastWaitingOf(earlier))
      );
    })
  );
}

function timesMadeNow(before: Inferred | null, { index, madeAt }: Facts): number {
  const times = before?.timesMade ?? 0;
  if (index !== 'made-again') return times;
  if (times === 0) return 1;
  const isAnother = madeAt !== null && before?.madeAt != null && madeAt !== before.madeAt;
  return isAnother ? times + 1 : times;
}

/** Folds a look into what was inferred before; what could not be seen keeps its last value. */
export function infer(before: Inferred | null, now: Facts): Inferred {
  const isNew = now.index === 'made-again' || now.index === 'gone';
  // The marks of the index that was there before the call say nothing.
  const counted = isNew || (before?.index ?? 'as-before') !== 'as-before';
  const timesMade = timesMadeNow(before, now);
  const isMadeOver = before !== null && before.timesMade > 0 && timesMade > before.timesMade;
  const stages = inferStages(
    isMadeOver ? [] : (before?.stages ?? []),
    counted ? now.stages : now.stages.map(({ waiting }) => ({ marked: null, waiting })),
  );
  return {
    hasBegun: (before?.hasBegun ?? false) || isNew || stages.some(({ hasBeenSeen }) => hasBeenSeen),
    index: now.index ?? before?.index ?? null,
    madeAt:
      now.index === 'made-again'
        ? (now.madeAt ?? before?.madeAt ?? null)
        : (before?.madeAt ?? null),
    timesMade,
    documents: now.documents ?? before?.documents ?? null,
    stages,
    changedAt:
      before !== null && isSame(before, now, timesMade) ? before.changedAt : now.at.toISOString(),
    at: now.at.toISOString(),
  };
}
