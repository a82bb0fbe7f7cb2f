import { countOf } from '#lib/kernel/words/numbers.ts';
import { listWords } from '#lib/kernel/words/text.ts';
import type { Confidence, ObservedView } from '../model.ts';
import { pipelineOf } from '../pipeline.ts';
import type { RunRow } from '../store.ts';
import type { SyncWorld } from '../world.ts';
import { conclude } from './conclude.ts';
import type { Inferred } from './infer.ts';
import { notCalled, type ObservedRun } from './observed-run.ts';
import { expectedOf, observedStages } from './observing.ts';

interface Words {
  readonly says: string;
  readonly confidence: Confidence;
}

function beforeItBegan({ call }: ObservedRun, hasEnded: boolean): Words {
  if (call === 'waiting')
    return {
      says: hasEnded
        ? 'The Integration service was not called.'
        : 'The Integration service has not been called yet.',
      confidence: 'seen',
    };
  if (hasEnded) return { says: 'Nothing was seen of a sync.', confidence: 'not-known' };
  if (call === 'making')
    return { says: 'The Integration service is being called.', confidence: 'seen' };
  return call === 'accepted'
    ? {
        says:
          'It accepted the call, and nothing is seen of the sync yet: the index is as it was, ' +
          'and no message has passed.',
        confidence: 'likely',
      }
    : {
        says:
          'Whether it has started is unknown, checking: it has once the index is emptied or a ' +
          'message passes. It is not called again.',
        confidence: 'not-known',
      };
}

function whereItIs(inferred: Inferred, titles: readonly string[], hasEnded: boolean): Words {
  const again =
    inferred.timesMade > 1 ? ' Another sync was started under it: both spoil the index.' : '';
  if (inferred.index === 'gone')
    return { says: `The index was deleted and is not there.${again}`, confidence: 'seen' };
  const at = inferred.stages.findLastIndex(({ hasBeenSeen }) => hasBeenSeen);
  const [stage, title] = [inferred.stages[at], titles[at]];
  if (stage === undefined || title === undefined)
    return { says: `The index was emptied, and no record has come.${again}`, confidence: 'seen' };
  const behind = inferred.stages.slice(0, at).some(({ state }) => state === 'running');
  const carried = stage.marked === null ? '' : `: ${countOf(stage.marked, 'document')} so far`;
  if (hasEnded) {
    const unseen = titles.filter((_, position) => !inferred.stages[position]?.hasBeenSeen);
    return unseen.length === 0
      ? { says: `Every stage was seen.${again}`, confidence: 'seen' }
      : {
          says:
            `“${title}” was the last stage that was seen; not seen: ` +
            `${listWords(unseen, 'and')}.${again}`,
          confidence: 'likely',
        };
  }
  return {
    says:
      `“${title}” is under way${carried}.` +
      `${behind ? ' Messages of an earlier stage are handled still.' : ''}${again}`,
    confidence: inferred.timesMade > 1 ? 'likely' : stage.confidence,
  };
}

/** What is known and inferred of a run now; null: the console drives it itself. */
export function viewObserved(
  { pipelines, ...world }: Pick<SyncWorld, 'expectations' | 'pace' | 'pipelines'>,
  row: RunRow,
  usersSee: readonly string[],
): ObservedView | null {
  if (row.observed === null) return null;
  const observed: ObservedRun = { ...notCalled, ...row.observed };
  const { call, calledAt, before, inferred } = observed;
  const pipeline = pipelineOf(row, pipelines);
  const stages = pipeline === undefined ? [] : observedStages(pipeline);
  const hasEnded = row.ended_at !== null;
  const conclusion =
    inferred === null || calledAt === null || hasEnded
      ? null
      : conclude(inferred, expectedOf(world, stages, { before, calledAt }));
  const titles = stages.map(({ title }) => title);
  const words =
    inferred?.hasBegun === true
      ? whereItIs(inferred, titles, hasEnded)
      : beforeItBegan(observed, hasEnded);
  return {
    call,
    calledAt,
    ...words,
    next:
      conclusion?.is === 'going-on'
        ? { until: conclusion.until.toISOString(), then: conclusion.then }
        : null,
    lookedAt: inferred?.at ?? null,
    changedAt: inferred?.changedAt ?? null,
    documents: inferred?.documents ?? null,
    documentsBefore: before?.mark.documents ?? null,
    stages: stages.map(({ name, title }, position) => {
      const stage = inferred?.stages[position];
      return {
        name,
        title,
        state: stage?.state ?? 'waiting',
        confidence: stage?.confidence ?? 'not-known',
        documents: stage?.marked ?? null,
        documentsBefore: before?.marked[position] ?? null,
        messages: stage?.waiting ?? null,
      };
    }),
    usersSee,
  };
}
