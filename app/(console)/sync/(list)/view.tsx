'use client';

import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { DurationBars } from '#components/sync/list/duration-bars.tsx';
import { EmptyRuns } from '#components/sync/list/empty-runs.tsx';
import { ListFigures } from '#components/sync/list/list-figures.tsx';
import { RefusedNote } from '#components/sync/start/refused-note.tsx';
import { inOrder } from '#components/sync/list/runs-columns.ts';
import { RunsFilters } from '#components/sync/list/runs-filters.tsx';
import { RunsTable } from '#components/sync/list/runs-table.tsx';
import type { RunsView } from '#components/sync/list/runs-view-words.ts';
import { ServicesList } from '#components/sync/start/services-list.tsx';
import { StartButton } from '#components/sync/start/start-button.tsx';
import { useAnnounceChange } from '#components/ui/feedback/announcer.tsx';
import { useRunsExport } from '#components/sync/list/use-runs-export.ts';
import { Age } from '#components/ui/time/age.tsx';
import type { Refusal } from '#components/ui/action-result.ts';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Pager } from '#components/ui/data-table/pager.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { ViewsMenu } from '#components/ui/data-table/views-menu.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { readinessQuery, runsQuery } from '#lib/sync/client.ts';
import { startRunAction } from '../actions.ts';
import { filterOf, pageSize, runsParams, searchOf, viewOf, wordsOf } from './search-params.ts';

/** The figures look at the newest runs, whatever the list is filtered by. */
const newest = { limit: 25, offset: 0, sort: 'newest' } as const;

interface SyncPageProps {
  readonly environment: string;
  readonly notAllowed: string | null;
}

export function SyncPage({ environment, notAllowed }: SyncPageProps) {
  const [params, setParams] = useQueryStates(runsParams, { history: 'push' });
  const filter = filterOf(params);
  const view: RunsView = {
    state: params.state,
    sort: params.sort,
    columns: inOrder(params.columns),
  };
  // What is on the page in sight changes with the filter and the order, so the list starts again.
  const setView = ({ columns, ...rest }: Partial<RunsView>) =>
    void setParams({
      ...rest,
      ...(columns && { columns: inOrder(columns) }),
      ...(Object.keys(rest).length > 0 && { offset: null }),
    });
  const runs = useLive(runsQuery(environment, filter));
  const latest = useLive(runsQuery(environment, newest));
  const readiness = useLive(readinessQuery(environment));
  const [refused, setRefused] = useState<{ readonly refusal: Refusal; readonly at: string } | null>(
    null,
  );
  const { isExporting, exportRuns } = useRunsExport(environment, filter);
  const active = readiness.data?.active;
  useAnnounceChange(
    active === undefined
      ? null
      : active === null
        ? 'No sync is running'
        : `Run ${active.number} is running`,
  );
  return (
    <>
      <PageHead
        title="Sync"
        lead="Rebuild the search indexes that the revalidation pages read, and see what every past rebuild did."
        actions={
          <StartButton
            readiness={readiness.data}
            notAllowed={notAllowed}
            start={(input) => startRunAction(null, input)}
            onRefused={(refusal) => setRefused({ refusal, at: new Date().toISOString() })}
          />
        }
      />
      {refused !== null && <RefusedNote refusal={refused.refusal} at={refused.at} />}
      <div className="grid gap-x-9 l:grid-cols-[minmax(0,1fr)_300px] xl:grid-cols-[minmax(0,1fr)_380px_300px]">
        <Section title="What a sync takes" age={<Age at={latest.asOf} fault={latest.fault} />}>
          {latest.data === undefined ? (
            <SkeletonRows label="figures" rows={2} />
          ) : (
            <ListFigures runs={latest.data.rows} />
          )}
        </Section>
        <Section
          title="Time per run"
          sub="newest at the right"
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
      <Section
        title="Runs"
        age={<Age at={runs.asOf} fault={runs.fault} />}
        isStale={runs.fault !== null && runs.data !== undefined}
      >
        <RunsFilters
          view={view}
          onView={setView}
          views={
            <ViewsMenu
              table="sync-runs"
              search={searchOf(view)}
              understood={(search) => searchOf(viewOf(search))}
              words={wordsOf}
              onApply={(search) => setView(viewOf(search))}
            />
          }
          total={runs.data?.total ?? 0}
          onExport={exportRuns}
          isExporting={isExporting}
        />
        {runs.data === undefined && runs.fault === null && <SkeletonRows label="runs" rows={6} />}
        {runs.data === undefined && runs.fault !== null && (
          <FaultNote
            title="The runs cannot be listed"
            fault={runs.fault}
            meaning="A sync that runs goes on, and users’ pages are not affected."
            onRetry={runs.refetch}
          />
        )}
        {runs.data?.rows.length === 0 && (
          <EmptyRuns state={params.state} onClear={() => setView({ state: null })} />
        )}
        {runs.data !== undefined && runs.data.rows.length > 0 && (
          <RunsTable
            runs={runs.data.rows}
            columns={view.columns}
            sort={params.sort}
            onSort={(sort) => setView({ sort })}
          />
        )}
        {runs.data !== undefined && runs.data.total > 0 && (
          <Pager
            offset={filter.offset}
            size={pageSize}
            shown={runs.data.rows.length}
            total={runs.data.total}
            things="runs"
            onOffset={(offset) => void setParams({ offset })}
          />
        )}
      </Section>
    </>
  );
}
