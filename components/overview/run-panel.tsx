'use client';

import Link from 'next/link';
import { EstimateFigure } from '#components/sync/run/estimate-figure.tsx';
import { LedgerBalance, RunTag } from '#components/sync/run-tags.tsx';
import { readersSentence } from '#components/sync/run/readers-sentence.ts';
import { Age } from '#components/ui/time/age.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { isEnded, runQuery, type Run } from '#lib/sync/client.ts';
import { WeightedBar } from './weighted-bar.tsx';

/** The running sync, or the last one, as one bar. */
export function RunPanel({
  run,
  isKnown,
}: {
  readonly run: Run | undefined;
  readonly isKnown: boolean;
}) {
  if (run !== undefined) return <KnownRun run={run} />;
  return (
    <Section title="Sync" age={isKnown ? undefined : <Age at={null} />}>
      {isKnown ? (
        <Empty title="No sync has been started yet">
          When one runs, its stages and what users read meanwhile are shown here.
        </Empty>
      ) : (
        <SkeletonRows label="the last run" rows={2} />
      )}
    </Section>
  );
}

function KnownRun({ run: initial }: { readonly run: Run }) {
  const live = useLive(runQuery(initial.run));
  const run = live.data?.run ?? initial;
  return (
    <Section
      title={
        <>
          <Link href={`/sync/${run.run}`} className="inline-block min-h-6">
            Run {run.number}
          </Link>{' '}
          {isEnded(run.state) ? 'was the last one' : 'is rebuilding the search indexes'}
        </>
      }
      sub={
        <>
          started <Time at={run.startedAt ?? run.queuedAt} as="near" /> by {run.startedBy} (
          <Time at={run.startedAt ?? run.queuedAt} as="ago" />)
        </>
      }
      age={<Age at={live.data?.asOf ?? null} fault={live.fault} />}
      isStale={live.fault !== null && live.data !== undefined}
    >
      <div className="gap-7 l:grid l:grid-cols-[minmax(0,1fr)_260px]">
        <div>
          <WeightedBar run={run} />
          {live.data !== undefined && (
            <p className="pt-3 text-muted">{readersSentence(live.data)}</p>
          )}
        </div>
        <dl className="max-l:mt-3 l:border-l l:border-rule l:pl-5">
          {live.data !== undefined && <EstimateFigure detail={live.data} />}
          <div className="flex flex-wrap items-center gap-3">
            <dt className="sr-only">State and ledger</dt>
            <dd>
              <RunTag state={run.state} />
            </dd>
            {run.startedAt !== null && (
              <dd className="inline-flex gap-1.5">
                <span className="text-muted">Ledger</span>
                <LedgerBalance run={run} />
              </dd>
            )}
          </div>
        </dl>
      </div>
    </Section>
  );
}
