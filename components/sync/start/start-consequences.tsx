import Link from 'next/link';
import type { Run, StartReadiness, StartRun } from '#lib/sync/client.ts';
import { sentences } from '#lib/kernel/words/text.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import type { Consequences } from '#components/ui/dialog/confirm-dialog.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { editsAreLost } from '../run-words.ts';
import { basisWords, needsMoreRuns, rangeOf, type DurationRange } from '../run/estimate.ts';
import { RunStatus } from '../run-tags.tsx';

/** What will happen, who else is at it, how long it may take and from what that is known. */
export function startConsequences(readiness: StartReadiness, input: StartRun | null): Consequences {
  const { active, environment, isObserved, lastRuns, settled, swapObstacle } = readiness;
  const range = rangeOf(settled.durationsMs[input?.pipeline ?? ''] ?? []);
  return {
    effect: isObserved ? (
      <p>
        The Integration service is called once. It <b>empties the index that users read</b> and
        fills it again: their pages are empty or wrong until it ends, and it cannot be told to stop.
        A ledger, checks before the swap and a way back are not available; run by this console
        (driver: managed) it would be built beside, checked, and moved to at once.
      </p>
    ) : (
      <p>
        The search indexes are rebuilt beside the ones users read.{' '}
        <b>Nothing changes for users until the swap</b>
        {input?.dry === true
          ? ', and a dry run stops before it.'
          : ', which moves every alias at once. If anything does not balance, the swap does not ' +
            'happen.'}
      </p>
    ),
    alsoActive:
      active === null
        ? isObserved
          ? `No run of this console. One that somebody else has started in ${environment} is ` +
            'looked for in its queues, now and again before the call.'
          : `Nobody is running a sync in ${environment}.`
        : `Run ${active.number}, started by ${active.startedBy}. A second one will be refused.`,
    likelyToTake: range === null ? `Not known. ${needsMoreRuns}` : expected(range),
    more: [
      ...(swapObstacle === null
        ? []
        : [{ term: 'Only a dry run can start', value: <b>{swapObstacle}</b> }]),
      ...(input?.dry === true || isObserved
        ? []
        : [{ term: 'Not carried over', value: editsAreLost }]),
      ...contractTerm(readiness),
      {
        term: 'Last runs',
        value: lastRuns.length === 0 ? 'This is the first one.' : <LastRuns runs={lastRuns} />,
      },
    ],
  };
}

/** What an admin has made of the contract, where the swap is the console's own. */
function contractTerm({ contractEdit, isObserved }: StartReadiness) {
  if (contractEdit === null || isObserved) return [];
  const { actor, at, isForNextSync } = contractEdit;
  return [
    {
      term: 'Alias contract',
      value: (
        <>
          Edited by {actor} <Time at={at} as="near" />.{' '}
          {isForNextSync
            ? 'The swap leads every alias by it.'
            : 'The pipeline plans something else since: the swap goes by the pipeline.'}
        </>
      ),
    },
  ];
}

function expected(range: DurationRange): string {
  const [from, to] = [durationWords(range.fromMs), durationWords(range.toMs)];
  return sentences(from === to ? `About ${from}` : `${from} to ${to}`, basisWords(range));
}

function LastRuns({ runs }: { readonly runs: readonly Run[] }) {
  return (
    <ul className="grid gap-1">
      {runs.map((run) => (
        <li key={run.run} className="flex flex-wrap items-center gap-x-2">
          <Link href={`/sync/${run.run}`} className="min-h-6">
            Run {run.number}
          </Link>
          <RunStatus state={run.state} dry={run.dry} />
          <span className="text-muted">
            <Time at={run.endedAt ?? run.queuedAt} as="near" />
            {run.durationMs !== null && `, ${durationWords(run.durationMs)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
