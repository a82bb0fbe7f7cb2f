'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useEnvironments } from '#components/shell/environments.tsx';
import { LedBackNote } from '#components/sync/led-back.tsx';
import { CancelButton } from '#components/sync/run/cancel-button.tsx';
import { CancelNote } from '#components/sync/run/cancel-note.tsx';
import { EarlierAttempts } from '#components/sync/run/earlier-attempts.tsx';
import { EventsList } from '#components/sync/run/events-list.tsx';
import { FaultPanel } from '#components/sync/run/fault-panel.tsx';
import { LedgerTable } from '#components/sync/run/ledger-table.tsx';
import { ObservedNow } from '#components/sync/run/observed-now.tsx';
import { ObservedStages } from '#components/sync/run/observed-stages.tsx';
import { QueuesTable } from '#components/sync/run/queues-table.tsx';
import { ReadersMap } from '#components/sync/run/readers-map.tsx';
import { readersFault } from '#components/sync/run/readers-effect.ts';
import { recordsHref } from '#components/sync/run/record-words.ts';
import { RecordsTable } from '#components/sync/run/records-table.tsx';
import { RunFacts } from '#components/sync/run/run-facts.tsx';
import { RunFigures } from '#components/sync/run/run-figures.tsx';
import { announcementOf, editsWords, leadOf } from '#components/sync/run-words.ts';
import { StageList } from '#components/sync/run/stage-list.tsx';
import { useFreshFactsAtEnd } from '#components/sync/run/use-fresh-facts-at-end.ts';
import { RunTag } from '#components/sync/run-tags.tsx';
import { WaitNote } from '#components/sync/run/wait-note.tsx';
import { WaitProvider } from '#components/sync/run/waits.ts';
import { Throughput } from '#components/sync/run/throughput.tsx';
import { chartWords } from '#components/sync/run/usual-rates.ts';
import { useStart } from '#components/sync/start/use-start.tsx';
import { shareOfRun } from '#components/sync/totals.ts';
import { Age } from '#components/ui/time/age.tsx';
import { useAnnounceChange } from '#components/ui/feedback/announcer.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { Tag } from '#components/ui/feedback/status.tsx';
import { useLive, type Live } from '#components/ui/live/use-live.ts';
import {
  isObserved,
  parseRunName,
  readinessQuery,
  runQuery,
  waitOf,
  type Run,
  type RunDetail,
} from '#lib/sync/client.ts';
import { cancelRunAction, startRunAction } from '../actions.ts';

interface RunPageProps {
  readonly name: string;
  readonly isProduction: boolean;
  /** Why this person may not cancel, or start one, in words; null when they may. */
  readonly mayNotCancel: string | null;
  readonly mayNotStart: string | null;
}

export function RunPage({ name, ...allowed }: RunPageProps) {
  const { href } = useEnvironments();
  const trail = [{ href: href('/sync'), text: 'Sync' }];
  const live = useLive(runQuery(name));
  const detail = live.data;
  useAnnounceChange(detail === undefined ? null : announcementOf(detail.run, waitOf(detail)));
  useFreshFactsAtEnd(detail?.run);
  if (detail !== undefined)
    return <ShownRun detail={detail} live={live} trail={trail} {...allowed} />;
  const title = `Run ${parseRunName(name)?.number ?? name}`;
  return (
    <>
      <PageHead title={title} trail={trail} here={title} />
      {live.fault === null ? (
        <SkeletonRows label={title.toLowerCase()} rows={8} />
      ) : (
        <FaultNote
          title="This run cannot be shown"
          fault={live.fault}
          meaning="If it runs, it goes on; users’ pages are not affected."
          onRetry={live.refetch}
        />
      )}
    </>
  );
}

interface ShownRunProps extends Omit<RunPageProps, 'name'> {
  readonly detail: RunDetail;
  readonly live: Live<RunDetail>;
  readonly trail: readonly { readonly href: string; readonly text: string }[];
}

function ShownRun({ detail, live, trail, isProduction, ...allowed }: ShownRunProps) {
  const { run } = detail;
  const wait = waitOf(detail);
  const hasEnded = run.endedAt !== null;
  const client = useQueryClient();
  const showAnswer = async (answer: Run | null) => {
    const { queryKey } = runQuery(run.run);
    // What was asked before it may come after it, and knows nothing of it.
    await client.cancelQueries({ queryKey });
    if (answer !== null)
      client.setQueryData(queryKey, (shown) => shown && { ...shown, run: answer });
    live.refetch();
  };
  const readiness = useLive({ ...readinessQuery(run.environment), enabled: hasEnded });
  const { startButton, refusedNote } = useStart({
    // Until it is read anew, it may still hold this run.
    readiness: readiness.data?.active?.run === run.run ? undefined : readiness.data,
    again: { pipeline: run.pipeline, dry: run.dry },
    notAllowed: allowed.mayNotStart,
    start: (input) => startRunAction(null, input),
  });
  return (
    <WaitProvider value={wait}>
      <PageHead
        trail={trail}
        here={`Run ${run.number}`}
        title={`Run ${run.number}`}
        tag={
          <>
            <RunTag state={run.state} />
            {detail.ledBack !== null && <Tag tone="warn">Rolled back</Tag>}
            {run.dry && <Tag tone="off">Dry run</Tag>}
            {run.synthetic === true && <Tag tone="warn">Synthetic people</Tag>}
          </>
        }
        lead={leadOf(run, detail)}
        actions={
          <>
            {hasEnded && startButton}
            <CancelButton
              run={run}
              isProduction={isProduction}
              notAllowed={allowed.mayNotCancel}
              cancel={(input) => cancelRunAction(null, input)}
              onChanged={(answer) => void showAnswer(answer)}
            />
          </>
        }
      />
      <div className="space-y-2 empty:hidden not-empty:mb-4">
        {refusedNote}
        {wait !== null && <WaitNote wait={wait} />}
        <CancelNote run={run} />
        {detail.ledBack !== null && (
          <LedBackNote ledBack={detail.ledBack} environment={run.environment} number={run.number} />
        )}
        <FaultPanel detail={detail} />
      </div>
      <Panels
        detail={detail}
        age={<Age at={detail.asOf} fault={live.fault} />}
        isStale={live.fault !== null}
      />
    </WaitProvider>
  );
}

interface PanelsProps {
  readonly detail: RunDetail;
  readonly age: React.ReactNode;
  readonly isStale: boolean;
}

function Panels({ detail, age, isStale }: PanelsProps) {
  const { run } = detail;
  const shared = { age, isStale };
  const isWatched = isObserved(run);
  const noAnswer = readersFault(detail);
  const edits = editsWords(run);
  const isOld = noAnswer !== null && detail.readersAsOf !== null;
  const readersAge = isStale ? (
    age
  ) : (
    <Age at={detail.readersAsOf} fault={noAnswer} failedSince={detail.readersFailedSince} />
  );
  return (
    <>
      <div className={isStale ? 'stale' : undefined}>
        {!isWatched && <RunFigures detail={detail} />}
      </div>
      {detail.observed !== null && (
        <Section
          title={run.endedAt === null ? 'What it is doing' : 'What was seen of it'}
          sub="inferred from its index, its documents and its queues"
          age={<Age at={detail.observed.lookedAt ?? detail.asOf} />}
          isStale={isStale}
        >
          <ObservedNow observed={detail.observed} />
        </Section>
      )}
      <Section
        title="What users are reading"
        sub={
          isWatched
            ? 'the index is filled in place'
            : run.dry
              ? 'a dry run moves no alias'
              : 'aliases move once, together, at the swap'
        }
        age={readersAge}
        isStale={isStale || isOld}
      >
        <ReadersMap detail={detail} share={shareOfRun(run)} />
        {edits !== null && <p className="mt-2.5 max-w-prose text-dense text-muted">{edits}</p>}
      </Section>
      {isWatched ? (
        <Section title="Stages" {...shared}>
          <ObservedStages run={run} observed={detail.observed} />
        </Section>
      ) : (
        <Section
          title="Stages and ledger"
          sub="received = written + merged + quarantined + rejected + dead, or no swap"
          {...shared}
        >
          <LedgerTable stages={run.stages} isDry={run.dry} />
          <StageList stages={run.stages} />
        </Section>
      )}
      {detail.attempts.length > 0 && (
        <Section title="Earlier attempts" sub="what each came to before the next began" {...shared}>
          <EarlierAttempts attempts={detail.attempts} run={run} />
        </Section>
      )}
      <div className="gap-7 xl:grid xl:grid-cols-[minmax(0,1fr)_380px]">
        <div className="min-w-0">
          {!isWatched && (
            <Section title="Records written per minute" sub={chartWords(detail)} {...shared}>
              <Throughput detail={detail} />
            </Section>
          )}
          <Section title="Queues this run uses" {...shared}>
            <QueuesTable queues={detail.queues} hasEnded={run.endedAt !== null} />
          </Section>
          {!isWatched && (
            <Section
              title="Records by reason"
              sub="person ids, and GMC numbers masked"
              more={
                detail.records.length > 0 && (
                  <Link href={recordsHref(run.run)} className="text-dense">
                    List all, or save them as CSV
                  </Link>
                )
              }
              {...shared}
            >
              <RecordsTable records={detail.records} run={run} />
            </Section>
          )}
        </div>
        <div className="min-w-0">
          <Section title="Facts" {...shared}>
            <RunFacts run={run} />
          </Section>
          <Section title="Events" sub="newest first" {...shared}>
            <EventsList events={detail.events} />
          </Section>
        </div>
      </div>
    </>
  );
}
