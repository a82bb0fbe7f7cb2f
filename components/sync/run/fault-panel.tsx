import { isObserved, type RunDetail } from '#lib/sync/client.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { Note } from '#components/ui/feedback/note.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { failureOf, failureWords } from './failure.ts';
import { runNumberOf } from './reader-layout.ts';
import { readersSentence } from './readers-sentence.ts';
import { notKnownWords, readersEffect } from './readers-effect.ts';

/**
 * Why a run did not settle: what happened, what it means for users, what to do next, and what to
 * quote.
 */
export function FaultPanel({ detail }: { readonly detail: RunDetail }) {
  const { run } = detail;
  if (run.state === 'stalled') {
    return (
      <Note tone="bad" role="alert" title={`Run ${run.number} is stalled`}>
        <p>Nothing has moved for a while. {readersSentence(detail)}</p>
        <p>
          See below which queue nobody reads. The run goes on by itself when records move again;
          else cancel it and start a new one.
        </p>
      </Note>
    );
  }
  if (run.endedAt === null && !detail.isPipelineKnown) {
    return (
      <Note tone="warn" title={`Run ${run.number} waits for another version of the console`}>
        <p>
          This one does not know version {run.pipelineVersion} of the pipeline {run.pipeline}. A
          worker that does goes on with the run, as while a new version is rolled out.
        </p>
        <p>
          <b>Next:</b> start such a worker, or cancel the run and start a new one.
        </p>
      </Note>
    );
  }
  if (run.fault === null) return null;
  return (
    <Note
      tone="bad"
      role="alert"
      title={`Run ${run.number} ended ${failureWords[failureOf(run)].when}`}
    >
      <p>
        {run.endedAt !== null && (
          <>
            <Time at={run.endedAt} />:{' '}
          </>
        )}
        {sentences(run.fault.says)}
      </p>
      <p>
        <b>For users:</b> {usersRead(detail)}
      </p>
      <p>
        <b>Next:</b> {nextStep(run, run.fault.kind)} Quote <code>{run.run}</code>.
      </p>
    </Note>
  );
}

/** What this run did to users, and what they read now where that is known. */
function usersRead(detail: RunDetail): string {
  if (isObserved(detail.run)) return failureWords[failureOf(detail.run)].forUsers;
  const hasChangedNothing = failureOf(detail.run) !== 'not-known';
  if (readersEffect(detail) !== 'known')
    return `${hasChangedNothing ? 'This run changed nothing. ' : ''}${notKnownWords(detail)}`;
  const [only, ...others] = new Set(
    detail.readers.flatMap(({ live }) => (live === null ? [] : [runNumberOf(live)])),
  );
  if (only === detail.run.number && others.length === 0)
    return 'They read the generation of this run.';
  const readNow = readWords(only, others.length > 0);
  return hasChangedNothing
    ? `This run changed nothing; ${readNow}.`
    : `At its end it was not known what they read; now ${readNow}.`;
}

function readWords(only: number | null | undefined, areSeveral: boolean): string {
  if (only === undefined) return 'nothing is live through these names yet';
  if (areSeveral) return 'they read more than one generation, as shown below';
  return only === null ? 'they read an index that no run made' : `they read generation ${only}`;
}

function nextStep(
  run: RunDetail['run'],
  kind: NonNullable<RunDetail['run']['fault']>['kind'],
): string {
  if (failureOf(run) === 'not-started') return 'mend what is named above, then start again.';
  if (failureOf(run) === 'in-place')
    return 'see the log of the Integration service and its queues before you start again.';
  if (failureOf(run) === 'not-known')
    return 'see on the indexes page where each alias points; then start a new run.';
  if (kind === 'unavailable' || kind === 'busy')
    return 'if a service is named above, see that it is back; then start a new run.';
  if (kind === 'precondition')
    return 'see the ledger and the records by reason below, mend the source, then start a new run.';
  return 'see the events below, then start a new run.';
}
