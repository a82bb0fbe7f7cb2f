'use client';

import Link from 'next/link';
import { useEnvironments } from '#components/shell/environments.tsx';
import { MaintenanceTable } from '#components/status/maintenance-table.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { FaultNote } from '#components/ui/feedback/fault-note.tsx';
import { SkeletonRows } from '#components/ui/feedback/skeleton.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { Age } from '#components/ui/time/age.tsx';
import { maintenanceQuery } from '#lib/status/client.ts';

export function MaintenancePage() {
  const { all, href } = useEnvironments();
  const { data: list, fault, refetch } = useLive(maintenanceQuery);
  const titleOf = (name: string): string => all.find((one) => one.name === name)?.title ?? name;
  const isAhead = (state: string): boolean => state === 'planned' || state === 'under-way';
  const ahead = list?.maintenance.filter(({ state }) => isAhead(state));
  const over = list?.maintenance.filter(({ state }) => !isAhead(state));
  const shared = { age: <Age at={list?.asOf ?? null} fault={fault} />, isStale: fault !== null };
  return (
    <>
      <PageHead
        title="Maintenance"
        trail={[{ href: href('/status'), text: 'Status' }]}
        here="Maintenance"
        lead={
          'Planned work. While it goes on, what fails opens no incident, and its time counts as ' +
          'neither up nor down.'
        }
        actions={<Link href={href('/status/maintenance/plan')}>Plan maintenance</Link>}
      />
      <StatusNavigation
        here="maintenance"
        openIncidents={null}
        plannedWork={ahead?.length ?? null}
      />
      {ahead === undefined || over === undefined ? (
        fault === null ? (
          <SkeletonRows label="planned work" rows={4} />
        ) : (
          <FaultNote
            title="The console cannot say which work is planned"
            fault={fault}
            meaning="What is planned goes on all the same."
            onRetry={refetch}
          />
        )
      ) : (
        <>
          <Section title="Under way and to come" {...shared}>
            {ahead.length === 0 ? (
              <Empty title="No work is planned">
                Plan it here before it begins: services that are down meanwhile open no incident.
              </Empty>
            ) : (
              <MaintenanceTable
                label="Under way and to come"
                maintenance={ahead}
                titleOf={titleOf}
                hrefOf={(id) => href(`/status/maintenance/${id}`)}
              />
            )}
          </Section>
          {over.length > 0 && (
            <Section title="Over" {...shared}>
              <MaintenanceTable
                label="Over"
                maintenance={over}
                titleOf={titleOf}
                hrefOf={(id) => href(`/status/maintenance/${id}`)}
              />
            </Section>
          )}
        </>
      )}
    </>
  );
}
