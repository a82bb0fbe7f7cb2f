import Link from 'next/link';
import type { Run, StartReadiness } from '#lib/sync/client.ts';
import { durationWords } from '#lib/kernel/words/times.ts';
import { Time } from '#components/ui/time/time.tsx';
import { rangeOf } from '../run/estimate.ts';
import { RunStatus } from '../state-tag.tsx';

interface StartEffectProps {
  readonly readiness: StartReadiness;
  readonly pipeline: string;
  readonly dry: boolean;
}

/** What will happen, who else is at it, how long it may take and from what that is known. */
export function StartEffect({ readiness, pipeline, dry }: StartEffectProps) {
  const { active, environment, lastRuns } = readiness;
  const settled = lastRuns.filter(
    (run) => run.state === 'settled' && !run.dry && run.pipeline === pipeline,
  );
  const range = rangeOf(
    settled.flatMap(({ durationMs }) => (durationMs === null ? [] : [durationMs])),
    1,
  );
  return (
    <>
      <p>
        The search indexes are rebuilt beside the ones users read.{' '}
        <b>Nothing changes for users until the swap</b>
        {dry
          ? ', and a dry run stops before it.'
          : ', which moves every alias at once. If anything does not balance, the swap does not happen.'}
      </p>
      <dl className="mt-3 grid grid-cols-[max-content_minmax(0,1fr)] border-t border-rule text-dense [&>*]:border-b [&>*]:border-rule [&>*]:py-1.5 [&>dt]:pr-4 [&>dt]:text-muted">
        <dt>Also active</dt>
        <dd>
          {active === null ? (
            `Nobody is running a sync in ${environment}.`
          ) : (
            <>
              Run {active.number}, started by {active.startedBy}. A second one will be refused.
            </>
          )}
        </dd>
        <dt>Likely to take</dt>
        <dd>
          {range === null
            ? 'Not known: no settled run to go by.'
            : expected(range.fromMs, range.toMs, range.basis)}
        </dd>
        <dt>Last runs</dt>
        <dd>{lastRuns.length === 0 ? 'This is the first one.' : <LastRuns runs={lastRuns} />}</dd>
      </dl>
    </>
  );
}

function expected(fromMs: number, toMs: number, basis: number): string {
  const [from, to] = [durationWords(fromMs), durationWords(toMs)];
  const words = from === to ? `About ${from}` : `${from} to ${to}`;
  return `${words}. Basis: ${basis === 1 ? 'the last settled run' : `the last ${basis} settled runs`}.`;
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
