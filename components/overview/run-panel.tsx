'use client';

import Link from 'next/link';
import { LedBackLine } from '#components/sync/led-back.tsx';
import { EstimateFigure } from '#components/sync/run/estimate-figure.tsx';
import { LedgerBalance, RunTag } from '#components/sync/run-tags.tsx';
import { readersSentence } from '#components/sync/run/readers-sentence.ts';
import { WaitProvider } from '#components/sync/run/waits.ts';
import { Age } from '#components/ui/time/age.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { Tag } from '#components/ui/feedback/status.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { Time } from '#components/ui/time/time.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import {
  isEnded,
  isObserved,
  runQuery,
  waitOf,
  type Run,
  type RunDetail,
  type Wait,
} from '#lib/sync/client.ts';
import type { Fault } from '#lib/kernel/result.ts';
import { WeightedBar } from './weighted-bar.tsx';

/** The running sync, or the last one, as one bar. `run` is its name; undefined: none is known. */
export function RunPanel({
  run,
  isKnown,
}: {
  readonly run: string | undefined;
  readonly isKnown: boolean;
}) {
  if (run !== undefined) return <KnownRun name={run} />;
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

function KnownRun({ name }: { readonly name: string }) {
  const live = useLive(runQuery(name));
  if (live.data === undefined) {
    return (
      <Section title="Sync" age={<Age at={null} fault={live.fault} />}>
        <SkeletonRows label={`run ${name}`} rows={2} />
      </Section>
    );
  }
  return <ShownRun detail={live.data} fault={live.fault} />;
}

function ShownRun({ detail, fault }: { readonly detail: RunDetail; readonly fault: Fault | null }) {
  const { run } = detail;
  const wait = waitOf(detail);
  return (
    <Section
      title={
        <>
          <Link href={`/sync/${run.run}`} className="inline-block min-h-6">
            Run {run.number}
          </Link>{' '}
          {doingOf(run, wait)}
        </>
      }
      sub={
        <>
          started <Time at={run.startedAt ?? run.queuedAt} as="near" /> by {run.startedBy} (
          <Time at={run.startedAt ?? run.queuedAt} as="ago" />)
        </>
      }
      age={<Age at={detail.asOf} fault={fault} />}
      isStale={fault !== null}
    >
      <WaitProvider value={wait}>
        <div className="gap-7 l:grid l:grid-cols-[minmax(0,1fr)_260px]">
          <div>
            <WeightedBar run={run} />
            <p className="pt-3 text-muted">
              {detail.observed?.next == null ? readersSentence(detail) : detail.observed.says}
            </p>
          </div>
          <dl className="max-l:mt-3 l:border-l l:border-rule l:pl-5">
            <EstimateFigure detail={detail} />
            <div className="flex flex-wrap items-center gap-3">
              <dt className="sr-only">State and ledger</dt>
              <dd>
                <RunTag state={run.state} />
              </dd>
              {run.dry && (
                <dd>
                  <Tag tone="off">Dry run</Tag>
                </dd>
              )}
              {detail.ledBack !== null && (
                <dd>
                  <LedBackLine ledBack={detail.ledBack} environment={run.environment} />
                </dd>
              )}
              {run.startedAt !== null && (
                <dd className="inline-flex gap-1.5">
                  <span className="text-muted">Ledger</span>
                  <LedgerBalance run={run} />
                </dd>
              )}
            </div>
          </dl>
        </div>
      </WaitProvider>
    </Section>
  );
}

function doingOf(run: Run, wait: Wait | null): string {
  if (isEnded(run.state)) return 'was the last one';
  if (isObserved(run)) return 'is done by the Integration service';
  return wait === null ? 'is rebuilding the search indexes' : 'waits';
}
