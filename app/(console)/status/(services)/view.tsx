'use client';

import { useEnvironments } from '#components/shell/environments.tsx';
import { ServicesTable } from '#components/status/services-table.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { UptimeLegend } from '#components/status/uptime-bars.tsx';
import { TimeChoice } from '#components/status/time-choice.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { statusQuery, type StatusTime } from '#lib/status/client.ts';

interface StatusPageProps {
  readonly time: StatusTime;
}

export function StatusPage({ time }: StatusPageProps) {
  const { all, href } = useEnvironments();
  const { data: view, fault, refetch } = useLive(statusQuery(time));
  const titleOf = (name: string): string => all.find((one) => one.name === name)?.title ?? name;
  return (
    <>
      <PageHead
        title="Status"
        lead="Whether the services that each environment needs answer, asked again and again."
      />
      <StatusNavigation
        here="services"
        openIncidents={view?.openIncidents ?? null}
        plannedWork={view?.plannedWork ?? null}
      />
      {view === undefined && fault !== null ? (
        <FaultNote
          title="The console cannot say how the services are"
          fault={fault}
          meaning="Nothing is counted as up or down."
          onRetry={refetch}
        />
      ) : (
        <Section
          title="Services"
          more={<TimeChoice time={time} hrefOf={(one) => href(`/status?time=${one}`)} />}
          age={<Age at={view?.asOf ?? null} fault={fault} />}
          isStale={fault !== null}
        >
          <UptimeLegend />
          {view === undefined ? (
            <SkeletonRows label="services" rows={6} />
          ) : (
            <ServicesTable time={time} probes={view.probes} titleOf={titleOf} />
          )}
          <p className="mt-2 text-dense">
            {/* A page of its own, without what a link of the console loads before. */}
            <a href={href('/support')} className="inline-block min-h-6">
              See what support sees
            </a>
          </p>
          <p className="mt-2 max-w-[82ch] text-dense text-muted">
            “Answered” is the share of the time that can be told; what is not known or off on
            purpose is left out of it. Degraded services answer, and can do little. Median and 95th
            are of the last hour.
          </p>
        </Section>
      )}
    </>
  );
}
