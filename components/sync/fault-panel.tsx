import type { RunDetail } from '#lib/sync/client.ts';
import { Note } from '#components/ui/note.tsx';
import { Time } from '#components/ui/time.tsx';
import { runNumberOf } from './reader-layout.ts';

/** Why a run did not settle: what happened, what it means for users, what to do next, and what to quote. */
export function FaultPanel({ detail }: { readonly detail: RunDetail }) {
  const { run } = detail;
  if (run.state === 'stalled') {
    return (
      <Note tone="bad" role="alert" title={`Run ${run.number} is stalled`}>
        <p>Nothing has moved for a while. {usersRead(detail)}</p>
        <p>See below which queue nobody reads. The run goes on by itself when records move again; else cancel it and start a new one.</p>
      </Note>
    );
  }
  if (run.fault === null) return null;
  return (
    <Note tone="bad" role="alert" title={`Run ${run.number} ended before the swap`}>
      <p>
        {run.endedAt !== null && (
          <>
            <Time at={run.endedAt} />:{' '}
          </>
        )}
        {run.fault.says}
      </p>
      <p>
        <b>For users:</b> {usersRead(detail)}
      </p>
      <p>
        <b>Next:</b> {nextStep(run.fault.kind)} Quote <code>{run.run}</code>.
      </p>
    </Note>
  );
}

function usersRead({ readers, run }: RunDetail): string {
  const numbers = [...new Set(readers.flatMap(({ live }) => (live === null ? [] : [runNumberOf(live)])))];
  const [only] = numbers;
  if (numbers.length === 0) return 'nothing has changed; no generation is live yet.';
  if (numbers.length > 1 || only === undefined || only === null) return 'nothing has changed; they read what they read before.';
  return only === run.number ? 'they read the generation of this run.' : `nothing has changed; they still read generation ${only}.`;
}

function nextStep(kind: NonNullable<RunDetail['run']['fault']>['kind']): string {
  if (kind === 'unavailable' || kind === 'busy') return 'if a service is named above, see that it is back; then start a new run.';
  if (kind === 'precondition') return 'look at the ledger and the records by reason below, mend the source, then start a new run.';
  return 'look at the events below, then start a new run.';
}
