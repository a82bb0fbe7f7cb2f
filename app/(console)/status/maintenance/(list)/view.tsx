'use client';

import Link from 'next/link';
import { useEnvironments } from '#components/shell/environments.tsx';
import { MaintenanceTable } from '#components/status/maintenance-table.tsx';
import { StatusNavigation } from '#components/status/status-navigation.tsx';
import { Empty } from '#components/ui/feedback/empty.tsx';
import { LivePart } from '#components/ui/live/live-part.tsx';
import { useLive } from '#components/ui/live/use-live.ts';
import { PageHead } from '#components/ui/page/page-head.tsx';
import { Section } from '#components/ui/page/section.tsx';
import { maintenanceQuery, type MaintenanceView } from '#lib/status/client.ts';

const isAhead = ({ state }: MaintenanceView): boolean =>
  state === 'planned' || state === 'under-way';

export function MaintenancePage() {
  const { all, href } = useEnvironments();
  const live = useLive(maintenanceQuery);
  const titleOf = (name: string): string => all.find((one) => one.name === name)?.title ?? name;
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
        plannedWork={live.data?.maintenance.filter(isAhead).length ?? null}
      />
      <LivePart
        live={live}
        of="planned work"
        title="The console cannot say which work is planned"
        meaning="What is planned goes on all the same."
        rows={4}
      >
        {({ maintenance }, shown) => {
          const ahead = maintenance.filter(isAhead);
          const over = maintenance.filter((one) => !isAhead(one));
          return (
            <>
              <Section title="Under way and to come" {...shown}>
                {ahead.length === 0 ? (
                  <Empty title="No work is planned">
                    Plan it here before it begins: services that are down meanwhile open no
                    incident.
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
                <Section title="Over" {...shown}>
                  <MaintenanceTable
                    label="Over"
                    maintenance={over}
                    titleOf={titleOf}
                    hrefOf={(id) => href(`/status/maintenance/${id}`)}
                  />
                </Section>
              )}
            </>
          );
        }}
      </LivePart>
    </>
  );
}
