'use client';

import clsx from 'clsx';
import { DurationBars } from '#components/sync/list/duration-bars.tsx';
import { DataList } from '#components/ui/data-table/data-list.tsx';
import { ListFigures } from '#components/sync/list/list-figures.tsx';
import { runsList } from '#components/sync/list/runs-list.tsx';
import { ServicesList } from '#components/sync/start/services-list.tsx';
import { useStart } from '#components/sync/start/use-start.tsx';
import { useAnnounceChange } from '#components/ui/feedback/announcer.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { drawnRuns, readinessQuery, runsQuery } from '#lib/sync/client.ts';
import { startRunAction } from '../actions.ts';

interface SyncPageProps {
  readonly environment: string;
  readonly notAllowed: string | null;
}

export function SyncPage({ environment, notAllowed }: SyncPageProps) {
  const latest = useLive(runsQuery(environment, drawnRuns));
  const readiness = useLive(readinessQuery(environment));
  const { startButton, refusedNote } = useStart({
    readiness: readiness.data,
    notAllowed,
    start: (input) => startRunAction(null, input),
  });
  const active = readiness.data?.active;
  const isHeldUp =
    latest.data?.rows.some(({ run, wait }) => run === active?.run && wait !== null) === true;
  useAnnounceChange(
    active === undefined
      ? null
      : active === null
        ? 'No sync is running'
        : `Run ${active.number} is ${isHeldUp ? 'waiting' : 'running'}`,
  );
  return (
    <>
      <PageHead
        title="Sync"
        lead={
          'Rebuild the search indexes that the revalidation pages read, and see what every ' +
          'past rebuild did.'
        }
        actions={startButton}
      />
      {refusedNote}
      <div
        className={clsx(
          'grid gap-x-9 l:grid-cols-[minmax(0,1fr)_300px]',
          'xl:grid-cols-[minmax(0,1fr)_380px_300px]',
        )}
      >
        <Section
          title="What a sync takes"
          age={<Age at={readiness.data?.asOf ?? null} fault={readiness.fault} />}
          isStale={readiness.fault !== null}
        >
          {readiness.data === undefined ? (
            <SkeletonRows label="figures" rows={2} />
          ) : (
            <ListFigures settled={readiness.data.settled} />
          )}
        </Section>
        <Section
          title="Time per run"
          sub="newest at the right; hollow: a dry run"
          className="max-xl:order-3 max-xl:col-span-full"
        >
          {latest.data === undefined ? (
            <SkeletonRows label="durations" rows={2} />
          ) : (
            <DurationBars runs={latest.data.rows} />
          )}
        </Section>
        <Section
          title="Ready to start"
          age={<Age at={readiness.data?.asOf ?? null} fault={readiness.fault} />}
          isStale={readiness.fault !== null}
        >
          {readiness.data === undefined ? (
            <SkeletonRows label="services" rows={3} />
          ) : (
            <ServicesList services={readiness.data.services} />
          )}
        </Section>
      </div>
      <DataList
        key={environment}
        list={runsList}
        query={(request) => runsQuery(environment, request)}
      />
    </>
  );
}
