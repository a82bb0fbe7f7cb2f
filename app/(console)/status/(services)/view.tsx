'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { useEnvironments } from '#components/shell/environments.tsx';
import { DeclaredNote } from '#components/status/declared-note.tsx';
import { servicesList } from '#components/status/services-list.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { UptimeLegend } from '#components/status/uptime-bars.tsx';
import { TimeChoice } from '#components/status/time-choice.tsx';
import { DataList } from '#components/ui/data-table/data-list.tsx';
import { useList } from '#components/ui/data-table/use-list.ts';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { servicesQuery, type StatusTime } from '#lib/status/client.ts';

interface StatusPageProps {
  readonly time: StatusTime;
}

const withoutNames = servicesList({
  time: '24-hours',
  sortedBy: 'environment',
  facets: undefined,
  titleOf: (environment) => environment,
  hrefOf: (href) => href,
});

export function StatusPage({ time }: StatusPageProps) {
  const { all, href } = useEnvironments();
  const search = useSearchParams();
  const { request, view } = useList(withoutNames);
  const { data } = useLive(servicesQuery(request, time));
  const facets = data?.facets;
  const sortedBy = view.sort.column;
  const list = useMemo(
    () =>
      servicesList({
        time,
        sortedBy,
        facets,
        titleOf: (name) => all.find((one) => one.name === name)?.title ?? name,
        hrefOf: href,
      }),
    [time, sortedBy, facets, all, href],
  );
  const hrefOf = (one: StatusTime): string => {
    const texts = new URLSearchParams(search);
    texts.set('time', one);
    return `/status?${texts}`;
  };
  return (
    <>
      <PageHead
        title="Status"
        lead="Whether the services that each environment needs answer, asked again and again."
      />
      <StatusNavigation
        here="services"
        openIncidents={data?.openIncidents ?? null}
        plannedWork={data?.plannedWork ?? null}
      />
      <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-1">
        <TimeChoice time={time} hrefOf={hrefOf} />
        <UptimeLegend />
      </div>
      <DataList list={list} query={(asked) => servicesQuery(asked, time)} />
      {data?.declared.map((one) => (
        <DeclaredNote key={one.of} declared={one} />
      ))}
      <p className="mt-2 text-dense">
        {/* A page of its own, without what a link of the console loads before. */}
        <a href={href('/support')} className="inline-block min-h-6">
          See what support sees
        </a>
      </p>
      <p className="mt-2 max-w-[82ch] text-dense text-muted">
        “Answered” is the share of the time that can be told; what is not known or off on purpose is
        left out of it. Degraded services answer, and can do little. Median and 95th are of the last
        hour.
      </p>
    </>
  );
}
